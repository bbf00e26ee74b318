using System.Runtime.InteropServices;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>Two C ints that every release returns by value: numerator and denominator.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct AvRational(int Numerator, int Denominator);
