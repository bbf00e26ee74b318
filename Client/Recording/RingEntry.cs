using System.Runtime.InteropServices;
using Fathom.Protocol.Recording;

namespace Fathom.Client.Recording;

/// <summary>What is kept of a message beside its bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct RingEntry
{
    /// <summary>What it is.</summary>
    public RecordKind Kind;

    /// <summary>What it replaces for one who begins later.</summary>
    public BaselinePart Part;

    /// <summary>When it came or went, as a timestamp of the client's clock.</summary>
    public long At;

    /// <summary>How many messages found no room before it.</summary>
    public int LostMessages;

    /// <summary>Their bytes.</summary>
    public long LostBytes;

    /// <summary>Its bytes.</summary>
    public int Length;
}
