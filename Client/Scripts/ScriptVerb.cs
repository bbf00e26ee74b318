using System.Collections.Generic;
using System.Linq;

namespace Fathom.Client.Scripts;

/// <summary>Something that a script can do.</summary>
/// <param name="Name">The value of <c>do</c>.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Arguments">The fields that it takes.</param>
/// <param name="Example">One line of a script.</param>
internal sealed record ScriptVerb(string Name, string Summary, IReadOnlyList<ScriptArgument> Arguments, string Example)
{
    /// <summary>Fields of which exactly one must be there; empty for no such rule.</summary>
    public IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>Fields of which at least one must be there; empty for no such rule.</summary>
    public IReadOnlyList<string> SomeOf { get; init; } = [];

    /// <summary>Waits for a session and its axes before it begins.</summary>
    public bool NeedsSession { get; init; } = true;

    /// <summary>The field of that name, or null.</summary>
    public ScriptArgument? Find(string name) => Arguments.FirstOrDefault(argument => argument.Name == name);
}
