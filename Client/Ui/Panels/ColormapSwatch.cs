using System;
using Fathom.Protocol.Colormaps;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>A colormap as a strip, drawn from the table that the server draws with.</summary>
internal static class ColormapSwatch
{
    /// <summary>Draws a strip; nothing for a name that no table has.</summary>
    public static void Draw(Gui gui, ShapeRect rect, string name)
    {
        if (!ColormapTables.TryGet(name, out ReadOnlyMemory<byte> table))
        {
            return;
        }

        int parts = Math.Clamp((int)(rect.Width / gui.Px(4)), 4, 64);
        ReadOnlySpan<byte> colors = table.Span;
        for (int i = 0; i < parts; i++)
        {
            float left = rect.X + (rect.Width * i / parts);
            float right = rect.X + (rect.Width * (i + 1) / parts);
            gui.Canvas.FillGradient(new ShapeRect(left, rect.Y, right - left, rect.Height), At(colors, i, parts), At(colors, i + 1, parts));
        }

        gui.Canvas.StrokeRound(rect, 0, 1, gui.Theme.Line);
    }

    private static ShapeColor At(ReadOnlySpan<byte> table, int part, int parts)
    {
        int entry = part * (ColormapTables.EntryCount - 1) / parts * 3;
        return new ShapeColor(table[entry], table[entry + 1], table[entry + 2]);
    }
}
