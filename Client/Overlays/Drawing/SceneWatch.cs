using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Ui;
using Fathom.Decode;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Knows the scene under the overlays, and what the picture on the screen shows of it.</summary>
/// <remarks>Threads: main thread. The scene is read anew only when its axes or its layers change, not when an index moves.</remarks>
internal sealed class SceneWatch
{
    private readonly WorldAxes _world = new();
    private NotifyDims? _dims;
    private LayersModel? _layers;
    private int _column;
    private int _row;

    /// <summary>The plane that overlays are placed in; while a volume is shown, the one before it. Null before the server has told.</summary>
    public SceneFacts? Facts { get; private set; }

    /// <summary>The axis by which videos find their frame; −1 for none.</summary>
    public int TimeAxis { get; private set; } = -1;

    /// <summary>Whether the server shows a volume.</summary>
    public bool IsVolume { get; private set; }

    /// <summary>Looks for news; true when overlays must be placed anew.</summary>
    public bool Update(LoopState state)
    {
        LayersModel layers = state.View.Layers;
        if (state.Dims is not { } dims || layers.Layers.IsEmpty || (ReferenceEquals(dims, _dims) && ReferenceEquals(layers, _layers)))
        {
            return false;
        }

        if (ReferenceEquals(layers, _layers) && _dims is not null && HasSameAxes(dims, _dims))
        {
            _dims = dims;
            return false;
        }

        // The scene of another dataset comes before its dims: until then the axes are those of the one before.
        if (!DimsModel.From(dims).SameAs(state.View.Dims))
        {
            return false;
        }

        (_dims, _layers) = (dims, layers);
        IsVolume = dims.Ndisplay != 2;
        if (IsVolume)
        {
            return false;
        }

        SceneFacts facts = SceneFactsReader.Read(dims, layers);
        _world.Update(layers);
        TimeAxis = SceneFactsReader.TimeAxis(dims, _world);
        bool isSame = Facts is { } known && known.Unit == facts.Unit && known.Bounds == facts.Bounds && known.YUp == facts.YUp && known.FrameTimes.SequenceEqual(facts.FrameTimes)
            && (_column, _row) == Plane(dims);
        (_column, _row) = Plane(dims);
        Facts = isSame ? Facts : facts;
        return !isSame;
    }

    /// <summary>What the picture shows that is being drawn, or was drawn last.</summary>
    public SceneLook Look(LoopState state)
    {
        if (state.Drawn.IsNull || Facts is null || !ShownView.TryGetMatrix(state, out ViewMatrix matrix, out bool isExact))
        {
            return new SceneLook(false, IsVolume, default, 0, false);
        }

        ref readonly FrameInfo info = ref state.Drawn.Info;
        bool isPlane = !isExact || IsOurPlane(info.View);
        bool isFlat = Affine2.TryFrom(matrix, out Affine2 map) && isPlane;
        int frame = TimeAxis < 0 ? 0
            : isExact && TimeAxis < info.View.AxisCount ? info.View.Step[TimeAxis]
            : state.Dims is { } dims && TimeAxis < dims.Step.Length ? dims.Step[TimeAxis] : 0;
        return new SceneLook(isFlat, isExact ? info.View.DisplayedCount != 2 : IsVolume, map, frame, !isExact);
    }

    private bool IsOurPlane(in FrameView view) => view.DisplayedCount == 2 && view.Displayed[1] == _column && view.Displayed[0] == _row;

    private static (int Column, int Row) Plane(NotifyDims dims) =>
        dims.Displayed is { IsDefault: false, Length: 2 } shown ? (shown[1], shown[0]) : (dims.Step.Length - 1, dims.Step.Length - 2);

    private static bool HasSameAxes(NotifyDims a, NotifyDims b) =>
        a.Ndisplay == b.Ndisplay && a.Step.Length == b.Step.Length && Plane(a) == Plane(b) && FinestOf(a).SequenceEqual(FinestOf(b));

    private static ImmutableArray<int> FinestOf(NotifyDims dims) => dims.LevelShapes.IsEmpty ? [] : dims.LevelShapes[0];
}
