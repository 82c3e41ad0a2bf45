{{/* The name in Keptn's uniform, of the queue group and of the durable consumer: releases of one name share the events. */}}
{{- define "sli.name" -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "sli.selector" -}}
app.kubernetes.io/name: {{ include "sli.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "sli.labels" -}}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{ include "sli.selector" . }}
app.kubernetes.io/version: {{ include "sli.tag" . | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: keptn
{{- end -}}

{{- define "sli.tag" -}}
{{- .Values.image.tag | default .Chart.AppVersion -}}
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
{{- end -}}
