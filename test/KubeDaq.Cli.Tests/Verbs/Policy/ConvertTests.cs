namespace KubeDaq.Cli.Tests.Verbs.Policy;

public sealed class ConvertTests : IDisposable
{
    private const string Old =
        """
        apiVersion: policy/v1beta1
        kind: PodSecurityPolicy
        metadata: {name: daq-host}
        spec: {hostNetwork: true, hostPorts: [{min: 0, max: 65535}], volumes: ['*'], runAsUser: {rule: MustRunAsNonRoot}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: daq-host, namespace: np04}
        rules: [{apiGroups: [policy], resources: [podsecuritypolicies], resourceNames: [daq-host], verbs: [use]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: daq-host, namespace: np04}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: daq-host}
        subjects: [{kind: ServiceAccount, name: readout, namespace: np04}]
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubedaq-cli-");
    private readonly Screen _screen = new();

    [Fact]
    public async Task What_is_left_over_goes_to_the_error_output()
    {
        Assert.Equal(ExitCode.Done, await _screen.RunAsync("policy", "convert", await WriteAsync("old.yaml", Old)));
        Assert.Contains("left over: PodSecurityPolicy daq-host: spec.runAsUser: was MustRunAsNonRoot; ", _screen.Error);
        Assert.DoesNotContain("left over: ", _screen.Out);
    }

    [Fact]
    public async Task What_is_made_grants_what_was_granted()
    {
        await _screen.RunAsync("policy", "convert", await WriteAsync("old.yaml", Old));
        var made = await WriteAsync("new.yaml", _screen.Out);
        var pod = await WriteAsync("pod.yaml", PolicyFiles.HostNetwork);
        Assert.Equal(ExitCode.Done, await new Screen().RunAsync("policy", "explain", "-f", pod, "--policies", made, "--as", "np04:readout"));
        Assert.Equal(ExitCode.NotRunning, await new Screen().RunAsync("policy", "explain", "-f", pod, "--policies", made, "--as", "np04:other"));
    }

    [Fact]
    public async Task Files_without_an_older_policy_are_refused()
    {
        Assert.Equal(ExitCode.Error, await _screen.RunAsync("policy", "convert", await WriteAsync("pod.yaml", PolicyFiles.HostNetwork)));
        Assert.Contains("there is no PodSecurityPolicy", _screen.Error);
        Assert.Equal(ExitCode.Usage, await _screen.RunAsync("policy", "convert", "/nowhere.yaml"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}
