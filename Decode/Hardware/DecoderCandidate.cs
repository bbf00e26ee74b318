using System;

namespace Fathom.Decode;

/// <summary>One way to decode that may be tried.</summary>
/// <param name="Path">Its name for users: "software", "vaapi", "nvdec".</param>
/// <param name="Surface">Where its pictures live.</param>
/// <param name="Open">Opens a decoder; throws a <see cref="Fathom.Protocol.Errors.FathomException"/> that says why it cannot.</param>
public sealed record DecoderCandidate(string Path, SurfaceKind Surface, Func<DecoderOptions, IVideoDecoder> Open);
