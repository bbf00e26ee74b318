using System.Collections.Generic;
using System.Collections.Immutable;
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
            features.Add(new(name, Public(name, options)));
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

    private static FeatureToggle Public(string name, ServerSessionOptions options) => name switch
    {
        FeatureNames.Scene or FeatureNames.Layers or FeatureNames.Stream =>
            new FeatureToggle(true, FeatureVersion, resume: true, resumeState: options.ResumeStateOf(name)),
        FeatureNames.Telemetry => new FeatureToggle(false),
        FeatureNames.Commands => new FeatureToggle(true, FeatureVersion, resume: false, options.Commands),
        _ => new FeatureToggle(true, FeatureVersion, resume: false),
    };
}
