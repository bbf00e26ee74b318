using Fathom.Render;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Cuts lines at the edges of a rectangle: canvases clip surfaces and text, and lines only as a whole.</summary>
internal static class LineCut
{
    /// <summary>The part of a line inside of a rectangle; false when there is none, or when its ends are no places.</summary>
    public static bool TryCut(in ShapeRect rect, (double X, double Y) from, (double X, double Y) to, out (float X, float Y) first, out (float X, float Y) last)
    {
        double begin = 0, end = 1, dx = to.X - from.X, dy = to.Y - from.Y;
        bool isSeen = Cut(-dx, from.X - rect.X, ref begin, ref end) && Cut(dx, rect.Right - from.X, ref begin, ref end)
            && Cut(-dy, from.Y - rect.Y, ref begin, ref end) && Cut(dy, rect.Bottom - from.Y, ref begin, ref end) && begin <= end;
        first = isSeen ? ((float)(from.X + (begin * dx)), (float)(from.Y + (begin * dy))) : default;
        last = isSeen ? ((float)(from.X + (end * dx)), (float)(from.Y + (end * dy))) : default;
        return isSeen;
    }

    /// <summary>One edge: how far the line may go towards it, against how far it goes.</summary>
    private static bool Cut(double towards, double room, ref double begin, ref double end)
    {
        if (towards == 0)
        {
            return room >= 0;
        }

        double at = room / towards;
        if (!double.IsFinite(at))
        {
            return false;
        }

        if (towards < 0)
        {
            begin = double.Max(begin, at);
        }
        else
        {
            end = double.Min(end, at);
        }

        return true;
    }
}
