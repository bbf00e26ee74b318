namespace Fathom.Render;

/// <summary>What is known of a GPU fence.</summary>
internal enum FenceState
{
    Pending,
    Signalled,
    Lost,
}
