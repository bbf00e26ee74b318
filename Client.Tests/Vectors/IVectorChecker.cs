using System.Collections.Generic;
using System.Text.Json;

namespace Fathom.Client.Tests.Vectors;

/// <summary>Checks the vectors of one file, in order; some files are series in which each vector starts where the one before ended.</summary>
internal interface IVectorChecker
{
    /// <summary>Called before the first vector, with all of them.</summary>
    void Begin(IReadOnlyList<JsonElement> vectors)
    {
    }

    /// <summary>Checks one vector: null when all is as it says, else the difference in one line.</summary>
    string? Check(JsonElement vector);

    /// <summary>Called after the last vector of the file: differences that only the whole shows.</summary>
    IEnumerable<string> Finish() => [];
}
