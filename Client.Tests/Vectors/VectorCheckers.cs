using System;
using System.Collections.Generic;

namespace Fathom.Client.Tests.Vectors;

/// <summary>Which checker knows which file; a file that nobody knows is a failure.</summary>
internal static class VectorCheckers
{
    private static readonly Dictionary<string, Func<IVectorChecker>> s_byFile = new(StringComparer.Ordinal)
    {
        ["session"] = () => new FrameChecker(),
        ["notify"] = () => new FrameChecker(),
        ["state"] = () => new FrameChecker(),
        ["command"] = () => new FrameChecker(),
        ["lenient"] = () => new FrameChecker(),
        ["negative"] = () => new NegativeChecker(),
        ["behaviour"] = () => new BehaviourChecker(),
        ["pixel"] = () => new PixelChecker(),
        ["codec"] = () => new CodecChecker(),
        ["reactions_hs"] = () => new ReactionChecker(ReactionChecker.Stage.Handshake),
        ["reactions_post"] = () => new ReactionChecker(ReactionChecker.Stage.FreshSession),
        ["reactions_cmd"] = () => new ReactionChecker(ReactionChecker.Stage.Series),
        ["reactions_state"] = () => new ReactionChecker(ReactionChecker.Stage.Series),
    };

    /// <summary>The checker of a file by its name without extension, or null when the kind of file is unknown.</summary>
    public static IVectorChecker? For(string file)
    {
        if (file.StartsWith("live_", StringComparison.Ordinal))
        {
            return new LiveChecker();
        }

        if (s_byFile.TryGetValue(file, out Func<IVectorChecker>? make))
        {
            return make();
        }

        // Whatever else was recorded as reactions is a series, like those that are known.
        return file.StartsWith("reactions_", StringComparison.Ordinal) ? new ReactionChecker(ReactionChecker.Stage.Series) : null;
    }
}
