using Fathom.Decode;
using Fathom.VolumeServer.Rendering;

namespace Fathom.Client.Tests.Truth;

/// <summary>A picture on the screen: what came with it, and what its pixels say.</summary>
internal readonly record struct ShownPicture(FrameInfo Info, BurnMark? Mark);
