using Fathom.Protocol.Pixel;
using Fathom.Render;

namespace Fathom.Client.Loop;

/// <summary>A picture that the server drew for us alone, exactly.</summary>
/// <param name="Image">Upright.</param>
/// <param name="Timestamp">The server's stamp, which the answer to the request names.</param>
/// <param name="View">What it shows.</param>
internal sealed record ExactPicture(CapturedImage Image, double Timestamp, FrameView View);
