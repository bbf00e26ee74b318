using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;

namespace Fathom.Bench.Painting;

/// <summary>Draws one volume in all ways, in turns, so that whatever else the machine does falls on all of them alike.</summary>
internal sealed class PaintRun(NoisyBlobs volume, string type, int edge, TimeProvider time)
{
    public const int Width = 1280;
    public const int Height = 720;

    private const int WarmUps = 5;
    private const int SlicesInTurn = 16;
    private const int MovesInTurn = 8;
    private const int FullInTurn = 2;

    public IReadOnlyList<PaintCase> Run(int rounds, CancellationToken interrupt)
    {
        var layout = SceneLayout.Of(volume);
        using var renderer = new SceneRenderer(layout, burnMarks: false, null, time);
        var picture = new RenderedPicture(Width, Height);
        SceneState plane = SceneState.Initial(layout, Width, Height), orbit = plane with { DisplayedAxes = 3 };
        PaintCase slice = new("slice", edge, type), moving = new("mip_moving", edge, type), full = new("mip_full", edge, type), translucent = new("translucent_full", edge, type);
        int step = 0;
        SceneState NextSlice() => plane with { Step = plane.Step.SetItem(0, ++step * 7 % edge) };
        SceneState NextView() => orbit with { Orbit = orbit.Orbit.Orbited(++step % 360, 0) };
        SceneState NextCloud()
        {
            SceneState view = NextView();
            return view with { Layers = [view.Layer with { Rendering = "translucent" }] };
        }

        Draw(null, NextView, RenderEffort.Refined, 1);
        Draw(null, NextView, RenderEffort.Interactive, WarmUps);
        for (int i = 0; i < edge / 7; i++)
        {
            Draw(null, NextSlice, RenderEffort.Interactive, 1);
        }

        for (int round = 0; round < rounds && !interrupt.IsCancellationRequested; round++)
        {
            Draw(slice, NextSlice, RenderEffort.Interactive, SlicesInTurn);
            Draw(moving, NextView, RenderEffort.Interactive, MovesInTurn);
            Draw(full, NextView, RenderEffort.Refined, FullInTurn);
            Draw(translucent, NextCloud, RenderEffort.Refined, 1);
        }

        return [slice, moving, full, translucent];

        void Draw(PaintCase? into, Func<SceneState> next, RenderEffort effort, int count)
        {
            TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
            for (int i = 0; i < count; i++)
            {
                SceneState state = next();
                long start = time.GetTimestamp();
                renderer.Render(state, picture, effort, CancellationToken.None);
                into?.Frames.Add(time.GetElapsedTime(start).TotalMilliseconds);
                into?.Load.Add(renderer.LastTimes.Load);
                into?.Project.Add(renderer.LastTimes.Project);
                into?.Paint.Add(renderer.LastTimes.Paint);
            }

            if (into is not null)
            {
                into.ProcessorMs += (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds;
            }
        }
    }

    /// <summary>One picture each by the plain renderer; the projection at a quarter of the size, counted sixteen times.</summary>
    public void MeasurePlain(IReadOnlyList<PaintCase> cases)
    {
        var layout = SceneLayout.Of(volume);
        SceneState plane = SceneState.Initial(layout, Width, Height), orbit = plane with { DisplayedAxes = 3 };
        const int Share = 4;
        foreach (PaintCase one in cases)
        {
            bool isSlice = one.Name == "slice";
            int width = isSlice ? Width : Width / Share, height = isSlice ? Height : Height / Share;
            byte[] rgb = new byte[3 * width * height];
            if (isSlice || one.Name == "mip_full")
            {
                var plain = new PlainRenderer(layout);
                long start = time.GetTimestamp();
                plain.Render(isSlice ? plane : orbit, width, height, rgb);
                one.PlainMs = time.GetElapsedTime(start).TotalMilliseconds * (isSlice ? 1 : Share * Share);
            }
        }
    }
}
