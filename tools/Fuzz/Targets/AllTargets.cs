using System;
using System.Collections.Generic;
using System.IO;
using Fathom.Fuzz.Engine;

namespace Fathom.Fuzz.Targets;

/// <summary>Every group of parsers there is.</summary>
internal static class AllTargets
{
    /// <summary>Makes a fresh set for one worker; the texts take half of the turns, having the most parsers.</summary>
    public static IReadOnlyList<IFuzzTarget> Make(Corpus corpus)
    {
        var json = new JsonTarget(corpus);
        return [json, new PixelTarget(corpus), json, new NalTarget(corpus), json, new ParameterSetTarget(corpus), json, new RecordTarget(corpus), json, new RecordingTarget(), json, new NpyTarget()];
    }

    /// <summary>The committed seeds, which lie beside the program.</summary>
    public static string CorpusFolder => Path.Combine(AppContext.BaseDirectory, "corpus");
}
