using System;
using Fathom.Protocol.Extensions;

namespace Fathom.Protocol.Quirks;

/// <summary>Finds the quirks of the server that answered.</summary>
public static class ServerQuirks
{
    private static readonly PlainNapariCudaQuirks s_plain = new();
    private static readonly FathomServerQuirks s_fathom = new();

    /// <summary>A server that grants one of our extensions is ours; any other is taken for a plain one.</summary>
    public static IServerQuirks For(NegotiatedFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return features.Any ? s_fathom : s_plain;
    }
}
