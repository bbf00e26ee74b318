using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Overlays.Specs;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>In which order overlays are drawn: those that shine through from below first, then those above, each from the lowest on.</summary>
internal static class DrawingOrder
{
    /// <summary>The list in that order.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> lowestFirst, Func<T, OverlaySpec> spec) => lowestFirst.OrderBy(item => spec(item).Order == OverlayOrder.Below ? 0 : 1);
}
