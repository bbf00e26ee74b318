using Fathom.Client.Commands;
using Fathom.Client.Processes;
namespace Fathom.Client.Hosting;
internal static class ClientRun
{
    public static ClientReport Run(ClientSettings settings, ChildServer? server, CommandContext context) => throw new System.NotSupportedException(settings.ToString() + server + context);
    public static ClientSettings WithoutDisplay(ClientSettings settings, CommandContext context) => context.Interrupt.IsCancellationRequested ? settings : settings;
}
