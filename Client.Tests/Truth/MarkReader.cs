using System.Collections.Generic;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Decode;
using Fathom.Render;
using Fathom.VolumeServer.Rendering;

namespace Fathom.Client.Tests.Truth;

/// <summary>Reads every picture back from the surface after it was drawn and before it is swapped, and looks for its mark.</summary>
internal sealed class MarkReader(WindowScreen screen) : IFrameOverlay
{
    private FrameInfo? _next;

    public List<ShownPicture> Shown { get; } = [];

    public DrawOptions Options => DrawOptions.Default;

    /// <summary>A picture is about to be drawn.</summary>
    public void Announce(in FrameInfo info) => _next = info;

    public void Draw(ViewTransform view)
    {
        if (_next is not { } info)
        {
            return;
        }

        _next = null;
        CapturedImage image = screen.CaptureDrawn();
        byte[] green = new byte[image.Width * image.Height];
        for (int i = 0; i < green.Length; i++)
        {
            green[i] = image.Rgba[(4 * i) + 1];
        }

        Shown.Add(new ShownPicture(info, BurnMarks.Read(green, image.Width)));
    }
}
