namespace Fathom.Decode;

/// <summary>What is known about a library or a device.</summary>
public enum ProbeStatus
{
    /// <summary>Tried, and it did what it is for.</summary>
    Works = 0,

    /// <summary>There, but trying it failed or was not possible.</summary>
    Found,

    /// <summary>Not there.</summary>
    Missing,
}
