using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Tracks;
using Fathom.Render;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Draws tracks and points: a dot where each is, and the way that it came, paler the longer ago.</summary>
/// <remarks>Threads: one. Nothing is allocated while the cursor stays in its window.</remarks>
internal sealed class TracksLayer
{
    private const float DotRadius = 4.5f;
    private const float RimWidth = 1.5f;
    private const float TrailWidth = 2.5f;

    /// <summary>A shorter step of a trail is no line that anybody could see.</summary>
    private const double LeastStep = 1.5;

    /// <summary>The oldest part of a trail, against the newest.</summary>
    private const double Oldest = 0.1;

    /// <summary>Places farther outside cannot be seen, whatever they are joined to.</summary>
    private const double Far = 1e5;

    /// <summary>Colours that people with any kind of colour vision tell apart.</summary>
    private static readonly ImmutableArray<ShapeColor> s_colors =
        [.. ((int[])[0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7]).Select(ShapeColor.Rgb)];

    private static readonly ShapeColor s_rim = ShapeColor.Rgb(0);

    private readonly PlacedTracks _placed;
    private readonly TrackCursor _cursor;

    /// <summary>Draws what was placed.</summary>
    public TracksLayer(PlacedTracks placed, TrackWindow? window = null)
    {
        _placed = placed;
        Spec = placed.Asked;
        _cursor = new TrackCursor(placed.Tracks, placed.FrameTimes, window ?? TrackWindow.Usual);
    }

    /// <summary>Whether the scene's time chooses the frame.</summary>
    public bool FollowsTime => _placed.FollowsTime;

    /// <summary>What was asked for: opacity and length of the trails may change while the places stay.</summary>
    public TracksOverlaySpec Spec { get; set; }

    /// <summary>The colour of a track: its own, or one that can be told from its neighbours'.</summary>
    public ShapeColor ColorOf(int track) => _placed.Tracks[track].Color ?? s_colors[(_placed.IsPoints ? 0 : track) % s_colors.Length];

    /// <summary>Draws.</summary>
    /// <param name="canvas">What is drawn on, between its begin and its end.</param>
    /// <param name="worldToFramebuffer">Where the world is.</param>
    /// <param name="sceneFrame">The step of the scene's time axis, or the frame that was chosen by hand.</param>
    /// <param name="clip">Outside of it nothing is drawn.</param>
    /// <param name="scale">Pixels a point.</param>
    public void Draw(IShapeCanvas canvas, in Affine2 worldToFramebuffer, int sceneFrame, in PictureArea clip, float scale)
    {
        if (sceneFrame < 0 || sceneFrame >= _placed.FrameTimes.Length)
        {
            return;
        }

        var seen = new ShapeRect(clip.X, clip.Y, clip.Width, clip.Height);
        canvas.PushClip(seen);
        _cursor.Move(sceneFrame);
        if (!_placed.IsPoints && Spec.TrailFrames > 0)
        {
            for (int track = 0; track < _placed.Tracks.Length; track++)
            {
                DrawTrail(canvas, worldToFramebuffer, seen, _cursor.Trail(track, Spec.TrailFrames), ColorOf(track), scale);
            }
        }

        for (int track = 0; track < _placed.Tracks.Length; track++)
        {
            if (_cursor.TryNow(track, out PointWorld place))
            {
                DrawDot(canvas, worldToFramebuffer.Apply(place.X, place.Y), ColorOf(track), scale);
            }
        }

        canvas.PopClip();
    }

    private void DrawTrail(IShapeCanvas canvas, in Affine2 map, in ShapeRect seen, ReadOnlySpan<PointWorld> trail, in ShapeColor color, float scale)
    {
        bool hasFrom = false;
        (double X, double Y) from = default;
        for (int i = 0; i < trail.Length; i++)
        {
            if (!trail[i].IsFinite)
            {
                hasFrom = false;
                continue;
            }

            (double X, double Y) to = map.Apply(trail[i].X, trail[i].Y);
            if (hasFrom && i < trail.Length - 1 && double.Hypot(to.X - from.X, to.Y - from.Y) < LeastStep * scale)
            {
                continue;
            }

            if (hasFrom && LineCut.TryCut(seen, from, to, out (float X, float Y) a, out (float X, float Y) b))
            {
                double age = Oldest + ((1 - Oldest) * i / (trail.Length - 1));
                canvas.Line(a.X, a.Y, b.X, b.Y, TrailWidth * scale, color.WithAlpha(Spec.Alpha * age));
            }

            (from, hasFrom) = (to, true);
        }
    }

    private void DrawDot(IShapeCanvas canvas, (double X, double Y) at, in ShapeColor color, float scale)
    {
        if (!IsNear(at))
        {
            return;
        }

        Disc(canvas, at, (DotRadius + RimWidth) * scale, s_rim.WithAlpha(Spec.Alpha));
        Disc(canvas, at, DotRadius * scale, color.WithAlpha(Spec.Alpha));
    }

    private static void Disc(IShapeCanvas canvas, (double X, double Y) at, float radius, in ShapeColor color) =>
        canvas.FillRound(new ShapeRect((float)at.X - radius, (float)at.Y - radius, 2 * radius, 2 * radius), radius, color);

    private static bool IsNear((double X, double Y) place) => Math.Abs(place.X) < Far && Math.Abs(place.Y) < Far;
}
