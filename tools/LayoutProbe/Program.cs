namespace Fathom.LayoutProbe;

internal static class Program
{
    private static int Main() => 0;
}
