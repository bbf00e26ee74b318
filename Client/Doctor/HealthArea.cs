using System.Collections.Generic;
using Fathom.Decode;

namespace Fathom.Client.Doctor;

/// <summary>Checks that belong together, under one heading.</summary>
/// <param name="Name">The heading.</param>
/// <param name="Checks">What was looked at, in the order in which it matters.</param>
internal sealed record HealthArea(string Name, IReadOnlyList<LibraryReport> Checks);
