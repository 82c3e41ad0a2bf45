{{/* The name in Keptn's uniform, of the queue group and of the durable consumer: releases of one name share the events. Helm
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

{{/* A tag may be twice as long as a label, and begin and end with what a label may not. */}}
{{- define "sli.version" -}}
{{- include "sli.tag" . | trunc 63 | trimAll "-_." | default "unknown" -}}
{{- end -}}

{{/* What no schema can say. */}}
{{- define "sli.check" -}}
{{- $one := or (eq .Values.transport "polling") (and (eq .Values.transport "http") .Values.http.distributor.enabled) -}}
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
{{- if and (eq .Values.transport "http") (not .Values.http.distributor.enabled) (not .Values.http.sink) -}}
{{- fail "http.sink is missing; without a distributor it says where answers are posted, as in http://broker-ingress.knative-eventing/keptn/default" -}}
{{- end -}}
{{- if and .Values.rbac.secretNames (not .Values.rbac.create) -}}
{{- fail "rbac.secretNames counts only with rbac.create" -}}
{{- end -}}
{{- if regexMatch "^[0-9]" .Release.Name -}}
{{- fail (printf "the release's name %s begins with a digit, which the name of a Service may not; take another name" .Release.Name) -}}
{{- end -}}
{{- range $name, $url := dict "prometheus.endpoint" .Values.prometheus.endpoint "polling.endpoint" .Values.polling.endpoint "http.sink" .Values.http.sink -}}
{{- if and $url (not (regexMatch "^https?://[^/\\s]" $url)) -}}
{{- fail (printf "%s is no URL; it begins with http:// or https:// and a host, as in http://prometheus:9090" $name) -}}
{{- end -}}
{{- end -}}
{{- if contains "@" .Values.prometheus.endpoint -}}
{{- fail "prometheus.endpoint has a login in its URL, which everybody could read in the Deployment; put it into a Secret and name that in prometheus.existingSecret" -}}
{{- end -}}
{{- if contains "@" .Values.nats.url -}}
{{- fail "nats.url has a login, which everybody could read in the Deployment; put it into a Secret and name that in nats.existingSecret" -}}
{{- end -}}
{{- if and .Values.nats.loginFile (not .Values.nats.existingSecret) -}}
{{- fail (printf "nats.existingSecret is missing; nats.loginFile says that the login is in its key %s" .Values.nats.loginFile) -}}
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
{{- fail "subscription.fixed counts for nats, jetstream and polling; with transport http somebody else registers; leave it out" -}}
{{- end -}}
{{- if and (eq .Values.transport "http") (not .Values.http.distributor.enabled) (or .Values.subscription.projects .Values.subscription.stages .Values.subscription.services) -}}
{{- fail "subscription.projects, stages and services count for nobody with transport http and no distributor; filter in the Trigger instead" -}}
{{- end -}}
{{- if not (or .Values.prometheus.endpoint .Values.prometheus.readSecrets .Values.prometheus.projectSecrets) -}}
{{- fail "no Prometheus is known; set prometheus.endpoint, prometheus.projectSecrets or prometheus.readSecrets" -}}
{{- end -}}
{{- if and .Values.prometheus.existingSecret (not .Values.prometheus.endpoint) -}}
{{- fail "prometheus.endpoint is missing; prometheus.existingSecret is the login for it" -}}
{{- end -}}
{{- if and .Values.rbac.secretNames (not .Values.prometheus.readSecrets) -}}
{{- fail "rbac.secretNames counts only with prometheus.readSecrets" -}}
{{- end -}}
{{- if gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas) -}}
{{- fail (printf "autoscaling.minReplicas is %d, more than autoscaling.maxReplicas %d; exchange them" (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) -}}
{{- end -}}
{{- if and .Values.jvm.enabled (eq (dig "limits" "memory" "" .Values.resources | toString) "128Mi") -}}
{{- fail "resources.limits.memory is 128Mi, which is for the native executable; with jvm.enabled set more, as in 512Mi" -}}
{{- end -}}
{{- $env := include "sli.env" . -}}
{{- range $name, $value := .Values.env -}}
{{- if regexMatch (printf "name: %s\\b" $name) $env -}}
{{- fail (printf "env.%s is set by the chart already; use the value of its own instead" $name) -}}
{{- end -}}
{{- if regexMatch "(PASSWORD|TOKEN|SECRET|HEADERS|TLS_KEY)$" $name -}}
{{- fail (printf "env.%s would put a secret into the Deployment; name it in extraEnv with valueFrom.secretKeyRef" $name) -}}
{{- end -}}
{{- end -}}
{{- range .Values.extraEnv -}}
{{- if or (regexMatch (printf "name: %s\\b" .name) $env) (hasKey $.Values.env .name) -}}
{{- fail (printf "extraEnv has %s, which is set already; use the value of its own instead" .name) -}}
{{- end -}}
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
