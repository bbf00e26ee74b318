namespace Fathom.VolumeServer.Rendering;

/// <summary>A layer's rows and how they join those below.</summary>
internal readonly record struct CompositeLayer(ILayerRows Rows, Blending Mode, double Opacity);
