{{/* The name in Keptn's uniform, of the queue group and of the durable consumer: releases with the same name share the events. Helm
     allows 53 characters and dots; a Service and a durable consumer have no dots. */}}
{{- define "sli.name" -}}
{{- .Release.Name | replace "." "-" -}}
{{- end -}}

{{- define "sli.selector" -}}
app.kubernetes.io/name: {{ include "sli.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "sli.labels" -}}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{ include "sli.selector" . }}
app.kubernetes.io/version: {{ include "sli.version" . | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: keptn
{{- end -}}

{{- define "sli.tag" -}}
{{- .Values.image.tag | default .Chart.AppVersion -}}
{{- end -}}

{{- define "sli.image" -}}
{{- .Values.image.repository -}}
{{- if .Values.image.digest }}@{{ .Values.image.digest }}{{ else }}:{{ include "sli.tag" . }}{{ end -}}
{{- end -}}

{{/* A tag may be twice as long as a label, and may begin and end with characters that a label may not. A digest alone does not show the version
     of the image, which can differ from the version of the chart. */}}
{{- define "sli.version" -}}
{{- $digest := and (ne .Values.image.digest "") (eq .Values.image.tag "") -}}
{{- $digest | ternary (.Values.image.digest | trunc 19 | replace ":" "-") (include "sli.tag" .) | trunc 63 | trimAll "-_." | default "unknown" -}}
{{- end -}}

{{/* Rules between values, which the schema cannot express. */}}
{{- define "sli.check" -}}
{{- $one := eq .Values.transport "polling" -}}
{{- if and $one (gt (int .Values.replicaCount) 1) -}}
{{- fail (printf "replicaCount is %d, but with transport %s nothing keeps two replicas from answering the same event; set it to 1" (int .Values.replicaCount) .Values.transport) -}}
{{- end -}}
{{- if and $one .Values.autoscaling.enabled -}}
{{- fail (printf "autoscaling.enabled cannot be used with transport %s, which has one replica" .Values.transport) -}}
{{- end -}}
{{- if and (eq .Values.transport "polling") (not .Values.polling.endpoint) -}}
{{- fail "polling.endpoint is missing; transport polling asks Keptn's API, as in https://keptn.example.org/api" -}}
{{- end -}}
{{- if and (eq .Values.transport "polling") (not .Values.polling.existingSecret) -}}
{{- fail "polling.existingSecret is missing; it names a Secret with the key token, Keptn's API token" -}}
{{- end -}}
{{- $distributor := and (eq .Values.transport "http") .Values.http.distributor.enabled -}}
{{- with .Values.gate -}}
{{- if and .enabled (not .tokensSecret) -}}
{{- fail "gate.tokensSecret is missing; it names a Secret with the key tokens, a line for each client" -}}
{{- end -}}
{{- if and .enabled $distributor -}}
{{- fail "gate.enabled cannot be used with a distributor, which has port 8080 for itself; take transport jetstream, or another release for the gate" -}}
{{- end -}}
{{- if and (not .enabled) (or .tokensSecret .from .ingress.enabled) -}}
{{- fail "gate.tokensSecret, gate.from and gate.ingress count only with gate.enabled" -}}
{{- end -}}
{{- if and .ingress.enabled (not .ingress.host) -}}
{{- fail "gate.ingress.host is missing; it is the name of the gate, as in gate.example.org" -}}
{{- end -}}
{{- if and (not .ingress.enabled) (or .ingress.host .ingress.className .ingress.tlsSecret .ingress.annotations) -}}
{{- fail "the values of gate.ingress count only with gate.ingress.enabled" -}}
{{- end -}}
{{- end -}}
{{- if and .Values.gate.from (not .Values.networkPolicy.enabled) -}}
{{- fail "gate.from counts only with networkPolicy.enabled" -}}
{{- end -}}
{{- if and .Values.history.claim .Values.history.database.url -}}
{{- fail "history.claim and history.database.url exclude each other; evaluations are kept in a directory or in a database" -}}
{{- end -}}
{{- with .Values.history.database -}}
{{- if and .url (not .existingSecret) -}}
{{- fail "history.database.existingSecret is missing; it names a Secret with the keys user and password of the database" -}}
{{- end -}}
{{- if and (not .url) (or .existingSecret .caSecret) -}}
{{- fail "history.database.url is missing; without it the other values of history.database have no meaning" -}}
{{- end -}}
{{- end -}}
{{- with .Values.polling.oauth -}}
{{- $url := or .tokenUrl .discovery -}}
{{- if and .scopes (not $url) -}}
{{- fail "polling.oauth.tokenUrl or polling.oauth.discovery is missing; polling.oauth.scopes is of no use without where to get a token" -}}
{{- end -}}
{{- if and $url (not .scopes) -}}
{{- fail "polling.oauth.scopes is missing; without it no token is asked for at polling.oauth.tokenUrl or discovery" -}}
{{- end -}}
{{- end -}}
{{- if ne .Values.transport "polling" -}}
{{- range $name, $value := dict "existingSecret" .Values.polling.existingSecret "caSecret" .Values.polling.caSecret "projects" .Values.polling.projects "oauth" .Values.polling.oauth.scopes -}}
{{- if $value -}}
{{- fail (printf "polling.%s is set, but transport is %s; set transport to polling, or leave it out" $name $.Values.transport) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and (eq .Values.transport "http") (not .Values.http.distributor.enabled) (not .Values.http.sink) -}}
{{- fail "http.sink is missing; without a distributor it says where answers are posted, as in http://broker-ingress.knative-eventing/keptn/default" -}}
{{- end -}}
{{- if and (or .Values.rbac.projects .Values.rbac.allSecrets) (not .Values.rbac.create) -}}
{{- fail "rbac.projects and rbac.allSecrets count only with rbac.create" -}}
{{- end -}}
{{- if and .Values.rbac.projects .Values.rbac.allSecrets -}}
{{- fail "rbac.allSecrets is true, so rbac.projects limits nothing; leave one of them out" -}}
{{- end -}}
{{- if regexMatch "^[0-9]" .Release.Name -}}
{{- fail (printf "the release's name %s begins with a digit, which the name of a Service may not; take another name" .Release.Name) -}}
{{- end -}}
{{- range $name, $url := dict "polling.endpoint" .Values.polling.endpoint "http.sink" .Values.http.sink -}}
{{- if regexMatch "^[^/]*//[^/?#]*@" $url -}}
{{- fail (printf "%s has a login in its URL, which everybody could read in the Deployment; leave it out (%s)" $name (eq $name "http.sink" | ternary "a sink that needs one cannot be used" "Keptn's token is in polling.existingSecret")) -}}
{{- end -}}
{{- end -}}
{{- range $name, $urls := dict "prometheus.endpoint" (splitList "," .Values.prometheus.endpoint) "polling.endpoint" (list .Values.polling.endpoint) "http.sink" (list .Values.http.sink) -}}
{{- range $url := $urls -}}
{{- if and (or $url (gt (len $urls) 1)) (not (regexMatch "^https?://[^/\\s]" (trim $url))) -}}
{{- fail (printf "%s is no URL; it begins with http:// or https:// and a host, as in http://prometheus:9090" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $url := splitList "," .Values.prometheus.endpoint -}}
{{- if regexMatch "/api/v1(/query(_range)?)?/*$" (trim $url) -}}
{{- fail "prometheus.endpoint ends with a path of Prometheus' API; leave /api/v1 and what comes after it out, as in http://prometheus:9090" -}}
{{- end -}}
{{- end -}}
{{- if contains "@" .Values.prometheus.endpoint -}}
{{- fail "prometheus.endpoint has a login in its URL, which everybody could read in the Deployment; put it into a Secret and name that in prometheus.existingSecret and its keys in prometheus.secretKeys" -}}
{{- end -}}
{{- if contains "@" .Values.nats.url -}}
{{- fail "nats.url has a login, which everybody could read in the Deployment; put it into a Secret and name that in nats.existingSecret" -}}
{{- end -}}
{{- if and (ne .Values.nats.login "password") (not .Values.nats.existingSecret) -}}
{{- fail (printf "nats.existingSecret is missing; nats.login says that the login is in its key %s" .Values.nats.login) -}}
{{- end -}}
{{- if and (has .Values.transport (list "http" "polling")) (or .Values.nats.existingSecret .Values.nats.caSecret) -}}
{{- fail (printf "nats.existingSecret and nats.caSecret count for jetstream and nats, but transport is %s; leave them out (Keptn's distributor cannot log in)" .Values.transport) -}}
{{- end -}}
{{- if and .Values.http.sink (or (ne .Values.transport "http") .Values.http.distributor.enabled) -}}
{{- fail "http.sink counts only with transport http and without a distributor; set http.distributor.enabled to false, or leave it out" -}}
{{- end -}}
{{- if and .Values.polling.endpoint (ne .Values.transport "polling") -}}
{{- fail (printf "polling.endpoint is set, but transport is %s; set transport to polling, or leave it out" .Values.transport) -}}
{{- end -}}
{{- if and .Values.subscription.fixed (eq .Values.transport "http") -}}
{{- fail "subscription.fixed counts for nats, jetstream and polling; with transport http the sender of the events registers; leave it out" -}}
{{- end -}}
{{- if and (eq .Values.transport "http") (not .Values.http.distributor.enabled) (or .Values.subscription.projects .Values.subscription.stages .Values.subscription.services) -}}
{{- fail "subscription.projects, stages and services have no effect with transport http and no distributor; filter in the Trigger instead" -}}
{{- end -}}
{{- if not (or .Values.prometheus.endpoint .Values.prometheus.readSecrets .Values.prometheus.projectSecrets) -}}
{{- fail "no Prometheus is known; set prometheus.endpoint, prometheus.projectSecrets or prometheus.readSecrets" -}}
{{- end -}}
{{- if and .Values.prometheus.existingSecret (not .Values.prometheus.endpoint) -}}
{{- fail "prometheus.endpoint is missing; prometheus.existingSecret is the login for it" -}}
{{- end -}}
{{- if and (or (and .Values.rbac.projects (not (include "sli.configMaps" .))) .Values.rbac.allSecrets) (not .Values.prometheus.readSecrets) -}}
{{- fail "rbac.projects and rbac.allSecrets count only with prometheus.readSecrets" -}}
{{- end -}}
{{- if and .Values.prometheus.existingSecret (not .Values.prometheus.secretKeys) -}}
{{- fail "prometheus.secretKeys is missing; it names the keys of prometheus.existingSecret that are read, as in [PROMETHEUS_BEARER_TOKEN] or [PROMETHEUS_USER, PROMETHEUS_PASSWORD]" -}}
{{- end -}}
{{- $logins := list -}}
{{- range $login := list "PROMETHEUS_USER" "PROMETHEUS_BEARER_TOKEN" "PROMETHEUS_OAUTH2_CLIENT_ID" -}}
{{- if has $login $.Values.prometheus.secretKeys }}{{ $logins = append $logins $login }}{{ end -}}
{{- end -}}
{{- if gt (len $logins) 1 -}}
{{- fail (printf "prometheus.secretKeys has %s, but there is one login only; leave one of them out" (join " and " $logins)) -}}
{{- end -}}
{{- if and .Values.prometheus.secretKeys (not .Values.prometheus.existingSecret) -}}
{{- fail "prometheus.existingSecret is missing; prometheus.secretKeys are its keys" -}}
{{- end -}}
{{- if gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas) -}}
{{- fail (printf "autoscaling.minReplicas is %d, more than autoscaling.maxReplicas %d; exchange them" (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) -}}
{{- end -}}
{{- include "sli.checkMemory" . -}}
{{- if regexMatch "-Xmx|RAMPercentage" .Values.jvm.options -}}
{{- fail "jvm.options has a size of the heap; set heap instead" -}}
{{- end -}}
{{- include "sli.checkEnd" . -}}
{{- if and .Values.networkPolicy.eventsFrom (not (include "sli.open" .)) -}}
{{- fail "networkPolicy.eventsFrom counts only with transport http and without a distributor, or with env SLI_PROVIDER_EVENTS_OVER_HTTP true; otherwise no events are accepted over HTTP" -}}
{{- end -}}
{{- if and (or .Values.networkPolicy.eventsFrom .Values.networkPolicy.metricsFrom) (not .Values.networkPolicy.enabled) -}}
{{- fail "networkPolicy.eventsFrom and metricsFrom count only with networkPolicy.enabled" -}}
{{- end -}}
{{- $env := include "sli.env" . -}}
{{- range $name, $value := .Values.env -}}
{{- if regexMatch (printf "name: %s\\b" $name) $env -}}
{{- fail (printf "env.%s is set by the chart already; use the value of its own instead" $name) -}}
{{- end -}}
{{- include "sli.refusePort" (dict "place" (printf "env.%s" $name) "name" $name) -}}
{{- include "sli.refuseSecret" (dict "place" (printf "env.%s" $name) "name" $name "value" $value) -}}
{{- end -}}
{{- $seen := dict -}}
{{- range $variable := .Values.extraEnv -}}
{{- $name := upper .name -}}
{{- if or (regexMatch (printf "name: %s\\b" $name) $env) (hasKey $.Values.env $name) -}}
{{- fail (printf "extraEnv has %s, which is set already; use the value of its own instead" .name) -}}
{{- end -}}
{{- if hasKey $seen $name -}}
{{- fail (printf "extraEnv has %s twice; leave one of them out" .name) -}}
{{- end -}}
{{- $_ := set $seen $name true -}}
{{- include "sli.refusePort" (dict "place" (printf "extraEnv %s" .name) "name" $name) -}}
{{- with .value -}}
{{- include "sli.refuseSecret" (dict "place" (printf "extraEnv %s" $variable.name) "name" $variable.name "value" .) -}}
{{- end -}}
{{- end -}}
{{- range $name, $value := dict "jvm.options" .Values.jvm.options "prometheus.endpoint" .Values.prometheus.endpoint "polling.endpoint" .Values.polling.endpoint "polling.oauth.tokenUrl" .Values.polling.oauth.tokenUrl "polling.oauth.discovery" .Values.polling.oauth.discovery "http.sink" .Values.http.sink "nats.url" .Values.nats.url -}}
{{- include "sli.refuseSecret" (dict "place" $name "name" $name "value" $value) -}}
{{- end -}}
{{- if regexMatch "-Dquarkus\\.(http|management)\\." .Values.jvm.options -}}
{{- fail "jvm.options moves a port away from the probes and the Service; leave that out" -}}
{{- end -}}
{{- $labels := include "sli.labels" . | fromYaml -}}
{{- range $name, $value := .Values.podLabels -}}
{{- if hasKey $labels $name -}}
{{- fail (printf "podLabels has %s, which is the chart's own; take another name" $name) -}}
{{- end -}}
{{- end -}}
{{- range $name, $value := .Values.serviceMonitor.labels -}}
{{- if hasKey $labels $name -}}
{{- fail (printf "serviceMonitor.labels has %s, which is the chart's own; take another name" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Rejects names and values with a secret: it would be visible to everyone who may read the Deployment. */}}
{{- define "sli.refuseSecret" -}}
{{- $named := regexMatch "(PASSWORD|PASSWD|TOKEN|SECRET|API_?KEY|HEADERS|PARAMETERS|TLS_KEY)$" (upper .name) -}}
{{- $within := regexMatch "(?i)//[^/?#\\s]*@|(token|password|passwd|secret|(api|access)[-_.]?key)\\s*=\\s*\\S|\\b(bearer|basic)\\s+\\S" (toString .value) -}}
{{- if or $named $within -}}
{{- fail (printf "%s would put a secret into the Deployment; name it in extraEnv with valueFrom.secretKeyRef, or in the Secret of an endpoint" .place) -}}
{{- end -}}
{{- end -}}

{{/* Probes, Service and NetworkPolicy use ports 8080 and 9000 with plain HTTP and the default paths. */}}
{{- define "sli.refusePort" -}}
{{- if regexMatch "QUARKUS_((HTTP|MANAGEMENT)_(PORT|HOST|HOST_ENABLED|ENABLED|ROOT_PATH|SSL_.*|INSECURE_REQUESTS|TLS_CONFIGURATION_NAME)|SMALLRYE_HEALTH_.*)$" .name -}}
{{- fail (printf "%s moves what probes and Service ask; leave it out, the ports are 8080 and 9000" .place) -}}
{{- end -}}
{{- end -}}
