using System.Collections.Immutable;
using System.Linq;
using Fathom.Protocol.Updates;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Serving;

/// <summary>What the server shows: the data's layout, the state that viewers share, and how intents change it. Loading data makes another one.</summary>
internal sealed class Exhibit
{
    public Exhibit(SceneLayout layout, SceneStore store, Player? player, string path, string kind, (int Width, int Height) canvas, ExhibitData data)
    {
        Data = data;
        Layout = layout;
        Store = store;
        Player = player;
        Path = path;
        Kind = kind;
        Edits = new SceneEdits(layout, canvas.Width, canvas.Height);
        Versions = new PropertyVersions([.. layout.Layers.Select(layer => layer.Id)]);
        Labels = [.. layout.Info.Axes.Select(axis => axis.Name)];
    }

    /// <summary>What it is read from; closed when it is no longer shown and nobody reads any more.</summary>
    public ExhibitData Data { get; }

    public SceneLayout Layout { get; }

    public VolumeInfo Info => Layout.Info;

    public SceneStore Store { get; }

    public Player? Player { get; }

    /// <summary>Where the data lie, as clients are told.</summary>
    public string Path { get; }

    /// <summary><c>generated</c>, or the kind of the files.</summary>
    public string Kind { get; }

    /// <summary>For the size of the picture; guarded by whoever handles intents.</summary>
    public SceneEdits Edits { get; set; }

    public PropertyVersions Versions { get; }

    public ImmutableArray<string> Labels { get; }

    public ImmutableArray<int> Sizes => Info.Shape;

    /// <summary>Data are shown for the first time: everything in view. Revisions go on from <paramref name="revision"/>.</summary>
    public static Exhibit Of(VolumeSet set, Player? player, string path, string kind, (int Width, int Height) canvas, long revision)
    {
        var layout = SceneLayout.Of(set);
        return new Exhibit(layout, new SceneStore(SceneState.Initial(layout, canvas.Width, canvas.Height) with { Revision = revision }), player, path, kind, canvas, new ExhibitData(set));
    }
}
