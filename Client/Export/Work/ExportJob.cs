using System;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Remote;

namespace Fathom.Client.Export.Work;

/// <summary>What the workers of an export share.</summary>
/// <param name="Plan">What is made.</param>
/// <param name="Folder">Where parts go.</param>
/// <param name="Queue">Which are left.</param>
/// <param name="Tally">How far it is.</param>
internal sealed record ExportJob(ExportPlan Plan, PartFolder Folder, PartQueue Queue, ExportTally Tally)
{
    /// <summary>Asks the server for the picture of a step.</summary>
    public required Func<ImmutableArray<int>, CancellationToken, Task<RemotePicture>> Render { get; init; }

    /// <summary>Opens a painter; called on the thread that will use it.</summary>
    public required Func<IFramePainter> OpenPainter { get; init; }

    /// <summary>Begins a part.</summary>
    public required Func<int, IPartWriter> OpenPart { get; init; }

    /// <summary>Measures what frames cost.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Pictures that each worker asks for ahead of the one it works on.</summary>
    public int Ahead { get; init; } = 2;

    /// <summary>Told when a part is finished, by the worker that made it; for tests.</summary>
    public Action<int> PartFinished { get; init; } = static _ => { };
}
