using System;
using System.Runtime.InteropServices;
using System.Threading;
using Fathom.Client.Commands;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

return ProgramBoundary.Run("fathom", Console.Error, () =>
{
    using var interrupt = new CancellationTokenSource();
    void Interrupted(PosixSignalContext signal)
    {
        // The first signal ends us in order; a second one, or one that we overlook, ends us at once.
        signal.Cancel = !interrupt.IsCancellationRequested;
        interrupt.Cancel();
    }

    using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupted);
    using PosixSignalRegistration onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupted);
    var context = new CommandContext(
        Console.OpenStandardOutput(), Console.Error, ConfigurationSources.FromProcess(), TimeProvider.System, interrupt.Token);
    return new CommandTable().Run(args, context);
});
