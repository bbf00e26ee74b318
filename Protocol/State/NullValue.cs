namespace Fathom.Protocol.State;

/// <summary>The JSON value <c>null</c>.</summary>
public sealed record NullValue : StateValue
{
    private NullValue()
    {
    }

    /// <summary>The only instance.</summary>
    public static NullValue Instance { get; } = new();
}
