using System;
using System.Collections.Immutable;

namespace Fathom.Client.Hosting;

/// <summary>A picture that shows certain dims.</summary>
/// <param name="Dims">What each named axis should stand at; empty for the view as it is.</param>
/// <param name="Patience">How long to wait for the picture.</param>
internal sealed record SnapshotRequest(ImmutableArray<DimsValue> Dims, TimeSpan Patience);
