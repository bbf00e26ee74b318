using Fathom.VolumeServer.Rendering;

namespace Fathom.VolumeServer.Data;

/// <summary>From every pixel column and row of a picture to the samples it shows.</summary>
/// <remarks>Threads: any, once made.</remarks>
internal sealed class PlaneTransform
{
    private PlaneTransform(SampleMap columns, SampleMap rows) => (Columns, Rows) = (columns, rows);

    public SampleMap Columns { get; }

    public SampleMap Rows { get; }

    /// <summary>Calculates it anew.</summary>
    public static PlaneTransform Of(in TransformKey key)
    {
        var columns = new SampleMap();
        var rows = new SampleMap();
        columns.Build(key.Width, key.Columns, key.Window.Left, key.Window.Width / key.Width, key.IsNearest);
        rows.Build(key.Height, key.Rows, key.Window.Top, key.Window.Height / key.Height, key.IsNearest);
        return new PlaneTransform(columns, rows);
    }
}
