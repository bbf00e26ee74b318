namespace Fathom.VolumeServer.Rendering;

/// <summary>Memory that one thread needs while it draws rows; grows to what is needed and stays.</summary>
internal sealed class RowScratch
{
    private float[] _above = [];
    private float[] _below = [];
    private float[] _mixed = [];
    private float[] _sum = [];
    private ushort[] _upper = [];
    private ushort[] _lower = [];
    private uint[] _colors = [];
    private uint[] _result = [];
    private uint[] _second = [];

    public float[] Above(int length) => Fit(ref _above, length);

    public float[] Below(int length) => Fit(ref _below, length);

    public float[] Mixed(int length) => Fit(ref _mixed, length);

    public float[] Sum(int length) => Fit(ref _sum, length);

    public ushort[] Upper(int length) => Fit(ref _upper, length);

    public ushort[] Lower(int length) => Fit(ref _lower, length);

    public uint[] Colors(int length) => Fit(ref _colors, length);

    public uint[] Result(int length) => Fit(ref _result, length);

    public uint[] Second(int length) => Fit(ref _second, length);

    private static T[] Fit<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length];
        }

        return array;
    }
}
