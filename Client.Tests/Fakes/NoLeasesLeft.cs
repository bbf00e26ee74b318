using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: Xunit.TestFramework("Fathom.Client.Tests.Fakes.NoLeasesLeft", "Fathom.Client.Tests")]

namespace Fathom.Client.Tests.Fakes;

/// <summary>xunit, and one rule more for every test of the assembly: when it has passed and its class is disposed, no lease may be out.</summary>
public sealed class NoLeasesLeft : XunitTestFramework
{
    public NoLeasesLeft(IMessageSink messageSink)
        : base(messageSink)
    {
    }

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName)
        => new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor : XunitTestFrameworkExecutor
    {
        internal Executor(AssemblyName assemblyName, ISourceInformationProvider sourceInformationProvider, IMessageSink diagnosticMessageSink)
            : base(assemblyName, sourceInformationProvider, diagnosticMessageSink)
        {
        }

        protected override void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
            => base.RunTestCases(testCases.Select(inner => new LeaseCheckedCase(inner)), executionMessageSink, executionOptions);
    }
}
