using System;
using System.Buffers;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Plans;
using Fathom.Client.Export.Remote;
using Fathom.Client.Export.Work;
using Fathom.Client.Tests.LocalVideo;
using Fathom.Decode.Local;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Export.Movies;

/// <summary>Scenes, plans, pictures and painters for tests that need neither a server nor GL.</summary>
internal static class ExportScenes
{
    public const int Side = 32;

    /// <summary>Ten times, 20 planes of 30×40.</summary>
    public static NotifyDims Dims { get; } = new(new Envelope { Session = "s", FrameId = "d", Timestamp = 1 }, [3, 7, 0, 0], [], 0, [[10, 20, 30, 40]], NotifyDims.PlaneMode, 2)
    {
        AxisLabels = ["t", "z", "y", "x"],
    };

    public static ViewRecipe Recipe { get; } = new(MapValue.Of(("ndisplay", 2)), [3, 7, 0, 0]);

    public static LayersModel Layers(params string[] units) => new([LayerModel.From(MapValue.Of(
        ("layer_id", "a"),
        ("name", "embryo"),
        ("scale", new double[] { 30, 2, 1, 1 }),
        ("translate", new double[4]),
        ("metadata", MapValue.Of(("units", ListValue.Of<string>(units, static unit => (StateValue)unit))))))!]);

    /// <summary>A plan for pictures of 32×32 that begin at index 2.</summary>
    public static ExportPlan Plan(string output, int frames, int partFrames) => new()
    {
        Recipe = Recipe,
        Axis = new ExportAxis(0, "t", 100_000),
        Frames = new FrameRange(2, 2 + frames, 1),
        Size = new SizePx(Side, Side),
        Target = ExportTarget.Parse(output),
        Parts = new PartTable(frames, partFrames),
    };

    /// <summary>A picture whose first samples say which index of t it shows.</summary>
    public static Task<RemotePicture> Render(ImmutableArray<int> step, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        byte[] rgb = ArrayPool<byte>.Shared.Rent(Side * Side * 3);
        rgb.AsSpan().Clear();
        (rgb[0], rgb[1], rgb[2]) = ((byte)step[0], (byte)(step[0] >> 8), (byte)step[1]);
        return Task.FromResult(new RemotePicture(rgb, Side, Side, new FrameView(step.AsSpan(), [2, 3])));
    }

    /// <summary>A picture of <see cref="TinyVideo"/>'s blocks, which carry the index of t even through H.264.</summary>
    public static Task<RemotePicture> RenderBlocks(ImmutableArray<int> step, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        const int BlockSide = TinyVideo.Width, Block = 16, Across = BlockSide / Block;
        byte[] rgb = ArrayPool<byte>.Shared.Rent(BlockSide * BlockSide * 3);
        for (int i = 0; i < BlockSide * BlockSide; i++)
        {
            int bit = (i / BlockSide / Block * Across) + (i % BlockSide / Block);
            rgb.AsSpan(i * 3, 3).Fill((step[0] >> bit & 1) != 0 ? (byte)235 : (byte)16);
        }

        return Task.FromResult(new RemotePicture(rgb, BlockSide, BlockSide, new FrameView(step.AsSpan(), [2, 3])));
    }

    /// <summary>Copies the picture.</summary>
    internal sealed class Copier : IFramePainter
    {
        public IReadOnlyList<(string Id, int Frame, string Why)> Missing => [];

        public void Paint(RemotePicture picture, ImmutableArray<int> step, Span<byte> rgba)
        {
            for (int i = 0; i < picture.Width * picture.Height; i++)
            {
                picture.Rgb.Slice(i * 3, 3).CopyTo(rgba[(i * 4)..]);
                rgba[(i * 4) + 3] = 255;
            }
        }

        public void Dispose()
        {
        }
    }
}
