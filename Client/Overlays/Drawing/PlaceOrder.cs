using Fathom.Client.Overlays.Specs;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>What the place of an overlay is worked out from.</summary>
/// <param name="Spec">What was asked for.</param>
/// <param name="Scene">The scene; null while nobody knows it: then the file is only opened.</param>
/// <param name="Origin">The video that tracks were made from; null for none.</param>
/// <param name="Number">Counts up with every order of an overlay, so that answers to older ones are known.</param>
internal sealed record PlaceOrder(OverlaySpec Spec, SceneFacts? Scene, VideoOrigin? Origin, int Number);
