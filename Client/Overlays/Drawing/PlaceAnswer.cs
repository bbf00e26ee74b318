using Fathom.Decode.Local;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>What came of an order.</summary>
/// <param name="Order">The order.</param>
/// <param name="Reader">The video that is open now; the worker's. Null for tracks, and for what cannot be opened.</param>
/// <param name="Placed">The place; null when there is none yet, or none at all.</param>
/// <param name="Error">Why there is none; null where there is one, or while the scene is not known.</param>
internal sealed record PlaceAnswer(PlaceOrder Order, OverlayVideoReader? Reader, PlacedOverlay? Placed, FathomException? Error);
