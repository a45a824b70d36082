namespace KubeDaq.Cluster.Connections;

/// <summary>Finds the way into a cluster as kubectl does.</summary>
public static class Credentials
{
    /// <summary>
    /// Takes the kubeconfig named, else those of <c>KUBECONFIG</c>, else <c>~/.kube/config</c>, else the pod's own service account.
    /// </summary>
    /// <param name="kubeconfig">A path, or several as in <c>KUBECONFIG</c>; null to look in the usual places.</param>
    /// <param name="context">The context to use instead of the current one.</param>
    /// <exception cref="CredentialsException">Nothing usable was found.</exception>
    public static ClusterAccess Find(string? kubeconfig = null, string? context = null) =>
        Find(kubeconfig, context, Environment.GetEnvironmentVariable, ServiceAccount.UsualFolder, TimeProvider.System);

    /// <summary>The service account of the pod that this process runs in.</summary>
    /// <exception cref="CredentialsException">This is not a pod, or its account is not mounted.</exception>
    public static ClusterAccess InCluster(TimeProvider? time = null) =>
        ServiceAccount.Load(ServiceAccount.UsualFolder, Environment.GetEnvironmentVariable, time ?? TimeProvider.System);

    internal static ClusterAccess Find(string? kubeconfig, string? context, Func<string, string?> environment, string accountFolder, TimeProvider time)
    {
        kubeconfig = NotEmpty(kubeconfig) ?? NotEmpty(environment("KUBECONFIG"));
        if (kubeconfig is not null)
            return Kubeconfig.Load(kubeconfig.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), context);
        var usual = Path.Combine(NotEmpty(environment("HOME")) ?? "/", ".kube", "config");
        if (File.Exists(usual))
            return Kubeconfig.Load([usual], context);
        if (context is null && NotEmpty(environment("KUBERNETES_SERVICE_HOST")) is not null)
            return ServiceAccount.Load(accountFolder, environment, time);
        throw new CredentialsException(
            $"no cluster is configured: KUBECONFIG is not set, {usual} does not exist, and this is not a pod; " +
            "set KUBECONFIG, or start a cluster here with 'kubedaq sandbox'");
    }

    private static string? NotEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
