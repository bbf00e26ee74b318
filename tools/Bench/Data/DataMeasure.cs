using System;
using System.Collections.Generic;

namespace Fathom.Bench.Data;

/// <summary>A measurement by name.</summary>
internal sealed record DataMeasure(string Name, Func<DataOptions, IEnumerable<DataRow>> Run);
