using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;

namespace Fathom.Protocol.Session;

/// <summary>The server's answer to the features of a hello: the public ones always and in the known order, extensions only where asked for.</summary>
internal static class WelcomeFeatures
{
    private const int FeatureVersion = 1;

    public static ImmutableArray<KeyValuePair<string, FeatureToggle>> For(SessionHello hello, ServerSessionOptions options)
    {
        var features = ImmutableArray.CreateBuilder<KeyValuePair<string, FeatureToggle>>();
        foreach (string name in FeatureNames.Public)
        {
            features.Add(new(name, Public(name, hello, options)));
        }

        // A client of the public protocol knows only the names above, so it must never see another.
        foreach (string name in options.Extensions)
        {
            if (hello.Wants(name))
            {
                features.Add(new(name, new FeatureToggle(true, FeatureVersion)));
            }
        }

        return features.ToImmutable();
    }

    /// <summary>The commands that a client may call: the extensions' too, where it has asked for these.</summary>
    public static ImmutableArray<string> Commands(SessionHello hello, ServerSessionOptions options)
    {
        NegotiatedFeatures agreed = NegotiatedFeatures.From(hello, options.Extensions);
        return [.. options.Commands, .. options.ExtensionCommands.Where(command => agreed.Has(command.Value)).Select(command => command.Key)];
    }

    private static FeatureToggle Public(string name, SessionHello hello, ServerSessionOptions options) => name switch
    {
        FeatureNames.Scene or FeatureNames.Layers or FeatureNames.Stream =>
            new FeatureToggle(true, FeatureVersion, resume: true, resumeState: options.ResumeStateOf(name)),
        FeatureNames.Telemetry => new FeatureToggle(false),
        FeatureNames.Commands => new FeatureToggle(true, FeatureVersion, resume: false, Commands(hello, options)),
        _ => new FeatureToggle(true, FeatureVersion, resume: false),
    };
}
