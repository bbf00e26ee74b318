using System;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Messages;

namespace Fathom.Protocol.Extensions;

/// <summary>The extensions that both sides agreed on: asked for in the hello, answered as enabled in the welcome.</summary>
public sealed class NegotiatedFeatures
{
    private readonly FrozenSet<string> _enabled;

    private NegotiatedFeatures(FrozenSet<string> enabled)
    {
        _enabled = enabled;
    }

    /// <summary>Nothing was agreed on.</summary>
    public static NegotiatedFeatures None { get; } = new(FrozenSet<string>.Empty);

    /// <summary>Whether anything beyond the public protocol was agreed on, which only our own server does.</summary>
    public bool Any => _enabled.Count > 0;

    /// <summary>What the answer to a hello comes to.</summary>
    public static NegotiatedFeatures From(ImmutableArray<string> asked, SessionWelcome welcome)
    {
        ArgumentNullException.ThrowIfNull(welcome);
        return new NegotiatedFeatures(
            welcome.Features.Where(feature => feature.Value.Enabled && asked.Contains(feature.Key)).Select(feature => feature.Key).ToFrozenSet());
    }

    /// <summary>What a server grants.</summary>
    public static NegotiatedFeatures From(SessionHello hello, ImmutableArray<string> offered)
    {
        ArgumentNullException.ThrowIfNull(hello);
        return new NegotiatedFeatures(offered.Where(hello.Wants).ToFrozenSet());
    }

    /// <summary>Whether a feature was agreed on.</summary>
    public bool Has(string feature) => _enabled.Contains(feature);
}
