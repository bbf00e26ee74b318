namespace Fathom.Client.Loop;

/// <summary>The stamps of one picture on its way through a screen, in ticks. All zero where the screen keeps none.</summary>
/// <param name="Draw">Names the draw; 0 when the screen will not tell when the GPU has finished it.</param>
/// <param name="Drawn">The calls that draw picture and overlays had returned.</param>
/// <param name="Swapped">The swap had returned.</param>
internal readonly record struct ShowTimes(long Draw, long Drawn, long Swapped);
