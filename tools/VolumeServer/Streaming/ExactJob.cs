using System;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Streaming;

/// <summary>A picture that somebody wants exactly, and only for himself: what everybody sees does not change by it.</summary>
/// <param name="Session">Whose it is.</param>
/// <param name="Store">The scene it was asked of; when another data set is shown by the time it would be drawn, there is no picture.</param>
/// <param name="State">What is to be drawn.</param>
/// <param name="Width">Columns; any number.</param>
/// <param name="Height">Rows; any number.</param>
/// <param name="OneToOne">One voxel a pixel, gray between these two values, whatever the camera shows; then the data decide the size.</param>
/// <param name="Done">Gets the packed picture, or null when it could not be made this time; on the thread that packs.</param>
/// <param name="Failed">Called instead, with why there is no such picture and what was looked for.</param>
internal sealed record ExactJob(string Session, SceneStore Store, SceneState State, int Width, int Height, (double Low, double High)? OneToOne, Action<EncodedFrame?> Done, Action<FathomException> Failed);
