using System.Collections.Immutable;

namespace Fathom.Bench.Data;

/// <summary>All measurements, in the order in which they are run.</summary>
internal static class DataMeasures
{
    public static ImmutableArray<DataMeasure> All { get; } =
    [
        new("transforms", TransformMeasure.Run),
        new("pool", PoolMeasure.Run),
        new("load", LoadMeasure.Run),
        new("end-to-end", EndToEndMeasure.Run),
        new("fields", FieldMeasure.Run),
        new("range", RangeMeasure.Run),
        new("memory", ChildFigures.Run),
    ];
}
