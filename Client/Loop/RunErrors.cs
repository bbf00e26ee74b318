using System.Collections.Generic;
using System.Linq;

namespace Fathom.Client.Loop;

/// <summary>What went wrong in a run, in order, for the report. Bounded: the first ones are kept, since the others usually follow from them.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class RunErrors
{
    /// <summary>The most that are kept.</summary>
    public const int Capacity = 200;

    private readonly List<RunError> _kept = [];

    /// <summary>Those that were kept.</summary>
    public IReadOnlyList<RunError> Kept => _kept;

    /// <summary>How many there were, kept or not.</summary>
    public long Count { get; private set; }

    /// <summary>The last one that was kept.</summary>
    public RunError? Last => _kept.LastOrDefault();

    /// <summary>Adds one.</summary>
    public void Add(string code, string text)
    {
        Count++;
        if (_kept.Count < Capacity)
        {
            _kept.Add(new RunError(code, text));
        }
    }
}
