using k8s;
using k8s.KubeConfigModels;

namespace KubeDaq.Cluster.Connections;

/// <summary>Kubeconfig files, merged as kubectl does: what comes first wins.</summary>
internal static class Kubeconfig
{
    public static ClusterAccess Load(IReadOnlyList<string> paths, string? context)
    {
        var files = paths.Where(File.Exists).Select(Read).ToList();
        if (files.Count == 0)
            throw new CredentialsException($"there is no kubeconfig {string.Join(" or ", paths)}; check KUBECONFIG");
        var merged = Merge(files);
        var origin = string.Join(Path.PathSeparator, paths);
        var chosen = Choose(merged, context, origin);
        origin = $"context \"{chosen}\" of {origin}";
        return new ClusterAccess(Build(merged, chosen, origin), origin);
    }

    private static K8SConfiguration Read(string path)
    {
        try
        {
            var file = KubernetesClientConfiguration.LoadKubeConfig(new FileInfo(path), useRelativePaths: false)
                ?? throw new InvalidDataException("the file is empty");
            MakePathsAbsolute(file, Path.GetDirectoryName(Path.GetFullPath(path))!);
            return file;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new CredentialsException($"cannot read kubeconfig {path}: {FirstLine(e)}", e);
        }
    }

    /// <summary>Paths in a kubeconfig are relative to the file they stand in, which merging forgets.</summary>
    private static void MakePathsAbsolute(K8SConfiguration file, string folder)
    {
        foreach (var cluster in file.Clusters ?? [])
        {
            if (cluster.ClusterEndpoint is { CertificateAuthority: { Length: > 0 } authority } endpoint)
                endpoint.CertificateAuthority = Path.Combine(folder, authority);
        }

        foreach (var user in (file.Users ?? []).Select(u => u.UserCredentials).Where(c => c is not null))
        {
            if (user.ClientCertificate is { Length: > 0 } certificate)
                user.ClientCertificate = Path.Combine(folder, certificate);
            if (user.ClientKey is { Length: > 0 } key)
                user.ClientKey = Path.Combine(folder, key);
            // As kubectl: a name alone is looked for on the PATH.
            if (user.ExternalExecution is { Command: { } command } program && command.Contains('/', StringComparison.Ordinal))
                program.Command = Path.Combine(folder, command);
        }
    }

    private static K8SConfiguration Merge(List<K8SConfiguration> files) => new()
    {
        CurrentContext = files.Select(f => f.CurrentContext).FirstOrDefault(c => !string.IsNullOrEmpty(c)),
        Contexts = [.. files.SelectMany(f => f.Contexts ?? []).DistinctBy(c => c.Name)],
        Clusters = [.. files.SelectMany(f => f.Clusters ?? []).DistinctBy(c => c.Name)],
        Users = [.. files.SelectMany(f => f.Users ?? []).DistinctBy(u => u.Name)],
    };

    private static string Choose(K8SConfiguration merged, string? context, string origin)
    {
        var names = merged.Contexts.Select(c => c.Name).ToList();
        var known = names.Count == 0 ? "it has none" : $"it has {string.Join(", ", names)}";
        var chosen = context ?? merged.CurrentContext;
        if (string.IsNullOrEmpty(chosen))
            throw new CredentialsException($"kubeconfig {origin} has no current-context; choose one with --context ({known})");
        return names.Contains(chosen)
            ? chosen
            : throw new CredentialsException($"kubeconfig {origin} has no context \"{chosen}\"; {known}");
    }

    private static KubernetesClientConfiguration Build(K8SConfiguration merged, string context, string origin)
    {
        try
        {
            var program = TakeProgram(merged, context);
            var built = KubernetesClientConfiguration.BuildConfigFromConfigObject(merged, context);
            if (program is not null)
                (built.AccessToken, built.TokenProvider) = (null, new ExecToken(program, origin, TimeProvider.System));
            return built;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new CredentialsException($"cannot use {origin}: {FirstLine(e)}", e);
        }
    }

    /// <summary>The program that gives the user's token, taken out so that nobody else runs it.</summary>
    private static ExternalExecution? TakeProgram(K8SConfiguration merged, string context)
    {
        var user = merged.Contexts.First(c => c.Name == context).ContextDetails?.User;
        if (merged.Users.FirstOrDefault(u => u.Name == user)?.UserCredentials is not { ExternalExecution: { } program } credentials)
            return null;
        // The official client wants to see a credential of some kind there.
        (credentials.ExternalExecution, credentials.Token) = (null, "given by a program");
        return program;
    }

    private static string FirstLine(Exception e) => e.Message.Split('\n', 2)[0].TrimEnd();
}
