# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev cases FILE [--store memory|sqlite|file|postgresql|mysql|redis] [--only ID]
# Runs a file of CEL or graph cases, whichever it is: one line a case, and at the end how many passed and failed.
# A server is started when none answers, and left: `tools/dev services down` ends it.
verb_cases() {
  (($# >= 1)) || die "one FILE of cases, see --help"
  local file=$1 runner log status=0
  [[ $file == /* ]] || file=$OLDPWD/$file
  [[ -r $file ]] || die "cannot read $file"
  shift
  runner=$(runner_of_cases "$file")
  setup_if_needed
  build debug "$runner"
  log=$(mktemp)
  pass_through "$log" run_cases "build/debug/tests/$runner" "$file" "$@" || status=$?
  closing_line=$(tail -1 "$log")
  rm -f "$log"
  return $status
}

# run_cases RUNNER FILE OPTION... : a store on a server is named to the runner by its address.
run_cases() {
  local word service='' arguments=() more=()
  for word in "$@"; do
    case $word in
      postgresql) service=postgresql word="postgresql://@ACCOUNT@/dashflow?schema={}&migrate=create" ;;
      mysql) service=mariadb word="mysql://@ACCOUNT@/{}?migrate=create" ;;
      redis)
        service=redis word="redis://@PLACE@"
        more=(--setting "prefix={}" --setting password_env=DASHFLOW_SERVICE_PASSWORD)
        ;;
    esac
    arguments+=("$word")
  done
  if [[ -z $service ]]; then
    "${arguments[@]}"
    return
  fi
  run_verb services up "$service"
  DASHFLOW_SERVICES=$services tests/support/services/on_service.sh "$service" "${arguments[@]}" "${more[@]}"
}

# A graph case has a graph, a CEL case an expression.
runner_of_cases() {
  if grep -q '"graph"[[:space:]]*:' "$1"; then echo graph_cases; else echo cel_cases; fi
}
