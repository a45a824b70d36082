using System.Diagnostics;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Exclusive;

/// <summary>An operator that dies by SIGKILL, so gets no chance to put anything in order, and comes back.</summary>
internal sealed class MortalOperator(string kubeconfig, string log) : IDisposable
{
    private Process? _process;

    public void Start() => _process = OperatorProcess.Start(kubeconfig, log);

    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose() => Kill();
}
