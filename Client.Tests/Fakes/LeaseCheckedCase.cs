using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Fathom.Client.Tests.Fakes;

/// <summary>A test case that runs inside a <see cref="LeaseScope"/> of its own; a pass with leases out becomes a failure that names them.</summary>
#pragma warning disable xUnit3001 // Never serialized: it exists only while its case runs.
internal sealed class LeaseCheckedCase : LongLivedMarshalByRefObject, IXunitTestCase
#pragma warning restore xUnit3001
{
    private readonly IXunitTestCase _inner;

    internal LeaseCheckedCase(IXunitTestCase inner) => _inner = inner;

    public Exception InitializationException => _inner.InitializationException;

    public IMethodInfo Method => _inner.Method;

    public int Timeout => _inner.Timeout;

    public string DisplayName => _inner.DisplayName;

    public string SkipReason => _inner.SkipReason;

    public ISourceInformation SourceInformation
    {
        get => _inner.SourceInformation;
        set => _inner.SourceInformation = value;
    }

    public ITestMethod TestMethod => _inner.TestMethod;

    public object[] TestMethodArguments => _inner.TestMethodArguments;

    public Dictionary<string, List<string>> Traits => _inner.Traits;

    public string UniqueID => _inner.UniqueID;

    public async Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource)
    {
        var bus = new Bus(messageBus, LeaseScope.Begin());
        RunSummary summary = await _inner.RunAsync(diagnosticMessageSink, bus, constructorArguments, aggregator, cancellationTokenSource);
        summary.Failed += bus.TurnedRed;
        return summary;
    }

    public void Deserialize(IXunitSerializationInfo info) => _inner.Deserialize(info);

    public void Serialize(IXunitSerializationInfo info) => _inner.Serialize(info);

    /// <summary>xunit says "passed" after the test class is disposed: the moment to look.</summary>
    private sealed class Bus : IMessageBus
    {
        private readonly IMessageBus _inner;
        private readonly LeaseScope _scope;

        internal Bus(IMessageBus inner, LeaseScope scope)
        {
            _inner = inner;
            _scope = scope;
        }

        internal int TurnedRed { get; private set; }

        public bool QueueMessage(IMessageSinkMessage message)
        {
            if (message is ITestPassed passed && _scope.Report() is { Length: > 0 } report)
            {
                TurnedRed++;
                message = new TestFailed(passed.Test, passed.ExecutionTime, passed.Output, new LeasesLeftException(report));
            }

            return _inner.QueueMessage(message);
        }

        public void Dispose()
        {
            // The inner bus belongs to the runner.
        }
    }

    private sealed class LeasesLeftException : XunitException
    {
        internal LeasesLeftException(string report)
            : base("The test ended with leases out:" + Environment.NewLine + report)
        {
        }
    }
}
