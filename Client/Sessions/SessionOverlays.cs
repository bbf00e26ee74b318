using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.State;

namespace Fathom.Client.Sessions;

/// <summary>The overlays of a session file. Files beside it or below it are named relative to it, so that all of it can be moved or sent together.</summary>
internal static class SessionOverlays
{
    /// <summary>What the file says, the lowest first; nothing where it says nothing. Throws what the user is told about a member that cannot be.</summary>
    public static ImmutableArray<OverlaySpec> Read(SessionFile file) =>
        [.. OverlaySpecValues.Read(file.Content[OverlaySpecValues.Key]).Select(spec => OverlayPaths.Resolved(spec, file.Path))];

    /// <summary>The content of a file with its overlays.</summary>
    public static MapValue With(MapValue content, string path, IEnumerable<OverlaySpec> overlays)
    {
        OverlaySpec[] specs = [.. overlays.Select(spec => OverlayPaths.Relative(spec, path))];
        return specs.Length == 0 ? content : content.With(OverlaySpecValues.Key, OverlaySpecValues.Of(specs));
    }

    /// <summary>Those of a session and those that are added on the command line, on top; one of the same name replaces the session's.</summary>
    public static ImmutableArray<OverlaySpec> Joined(ImmutableArray<OverlaySpec> session, ImmutableArray<OverlaySpec> added) =>
        [.. session.Where(spec => added.All(other => other.Id != spec.Id)), .. added];
}
