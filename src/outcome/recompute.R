# Recomputes every line of results.csv from rows.csv with R and its package survival, says each line that
# differs or that it could not make again, and then ends with an error.  In this folder: Rscript recompute.R
# The formulas are R's own, or written out here; none is the program's.
if (!requireNamespace('survival', quietly = TRUE))
  stop('R needs the package survival: install.packages("survival")')
suppressWarnings({
rows <- read.csv('rows.csv', stringsAsFactors = FALSE)
results <- read.csv('results.csv', stringsAsFactors = FALSE)
for (column in c('arm', 'versus', 'why')) {
  results[[column]] <- as.character(results[[column]])
  results[[column]][is.na(results[[column]])] <- ''
}
least <- 5  # a smaller group shows counts only
weeks <- c(1, 2, 4, 8, 12, 24)
events <- c('response', 'remission', 'duration', 'relapse')
marks <- c('overlap', 'carry_over', 'recall', 'dose', 'mode')
keys <- with(results, paste(arm, versus, quantity, ifelse(is.na(week), '', week), sep = '|'))
seen <- rep(FALSE, length(keys))
names(seen) <- keys
faults <- 0

# --- comparing ---
near <- function(a, b) (is.na(a) && is.na(b)) ||
  (!is.na(a) && !is.na(b) && abs(a - b) <= 1e-6 * max(abs(a), abs(b)) + 1e-9)
fault <- function(key, words) {
  cat('DIFF', key, words, '\n')
  faults <<- faults + 1
}
check <- function(arm, versus, quantity, week, value, lower = NA, upper = NA) {
  key <- paste(arm, versus, quantity, ifelse(is.na(week), '', week), sep = '|')
  at <- which(keys == key)
  if (length(at) != 1) return(fault(key, 'is not one line of results.csv'))
  seen[at] <<- TRUE
  mine <- c(as.numeric(value), as.numeric(lower), as.numeric(upper))
  mine[!is.finite(mine)] <- NA
  theirs <- as.numeric(results[at, c('value', 'lower', 'upper')])
  if (!all(mapply(near, mine, theirs)))
    fault(key, paste0(': results.csv has ', paste(format(theirs, digits = 10), collapse = ' '), ', the rows give ',
                      paste(format(mine, digits = 10), collapse = ' ')))
  if (any(is.na(theirs[1])) && results$why[at] == '') fault(key, 'has no value and no reason')
}
given <- function(quantity) {
  at <- which(keys == paste('', '', quantity, '', sep = '|'))
  seen[at] <<- TRUE
  results$value[at]
}

# --- formulas ---
wilson <- function(x, n) {
  if (n < least) return(c(NA, NA, NA))
  z <- qnorm(0.975); p <- x / n
  middle <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  half <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2)) / (1 + z^2 / n)
  c(p, if (x == 0) 0 else middle - half, if (x == n) 1 else middle + half)
}
spread <- function(x) { s <- sd(x); if (!is.na(s) && s <= 1e-14 * abs(mean(x))) 0 else s }
average <- function(x) {
  x <- x[!is.na(x)]
  if (length(x) < least) return(list(n = length(x), mean = c(NA, NA, NA), sd = NA, median = c(NA, NA, NA)))
  s <- spread(x); half <- qt(0.975, length(x) - 1) * s / sqrt(length(x))
  list(n = length(x), mean = c(mean(x), if (s > 0) mean(x) + c(-half, half) else c(NA, NA)), sd = s,
       median = unname(quantile(x, c(0.5, 0.25, 0.75))))
}
days <- function(used, event) {
  happened <- used[[event]] == 'event'
  time <- ifelse(happened, used[[paste0(event, '_upper_s')]], used[[paste0(event, '_lower_s')]]) / 86400
  data.frame(time = as.numeric(time), event = as.logical(happened), arm = as.character(used$arm),
             stringsAsFactors = FALSE)
}
in_table <- function(of, event) days(of[of[[event]] != 'excluded', ], event)
curve <- function(table) survival::survfit(survival::Surv(time, event) ~ 1, data = table, conf.type = 'log-log')
quantile_of <- function(fit, p) {
  q <- quantile(fit, p)
  c(unname(q$quantile), unname(q$lower), unname(q$upper))
}
without <- function(fit, t) {
  last <- length(fit$time)
  if (t > fit$time[last] + 1e-8 && fit$surv[last] > 0) return(c(NA, NA, NA))
  at <- sum(fit$time <= t + 1e-8)
  s <- if (at == 0) 1 else fit$surv[at]
  if (s >= 1 || s <= 0) c(s, NA, NA) else c(s, fit$lower[at], fit$upper[at])
}
restricted <- function(fit, tau) {
  use <- fit$time < tau
  time <- c(0, fit$time[use], tau); s <- c(1, fit$surv[use]); width <- diff(time)
  areas <- rev(cumsum(rev(s * width)))[-1]; d <- fit$n.event[use]; n <- fit$n.risk[use]
  terms <- ifelse(d > 0 & d < n, areas^2 * d / (n * (n - d)), 0)
  c(sum(s * width), sum(terms))
}
logrank <- function(table) {
  groups <- table(table$arm)
  if (length(groups) < 2 || any(groups < least) || !any(table$event)) return(c(NA, NA))
  test <- tryCatch(survival::survdiff(survival::Surv(time, event) ~ arm, data = table), error = function(e) NULL)
  if (is.null(test) || !is.finite(test$chisq)) return(c(NA, NA))
  df <- sum(test$exp > 0) - 1
  if (df < 1) return(c(NA, NA))
  c(test$chisq, pchisq(test$chisq, df, lower.tail = FALSE))
}
hazard <- function(table, a) {
  mine <- table$arm == a
  if (sum(mine) < least || sum(!mine) < least || !any(table$event[mine]) || !any(table$event[!mine]))
    return(rep(NA, 4))
  fit <- tryCatch(survival::coxph(survival::Surv(time, event) ~ mine, data = cbind(table, mine), ties = 'efron',
                                  control = survival::coxph.control(eps = 1e-11, iter.max = 50)),
                  error = function(e) NULL)
  if (is.null(fit) || !is.finite(coef(fit)) || abs(coef(fit)) > 15) return(rep(NA, 4))
  b <- unname(coef(fit)); se <- sqrt(fit$var[1, 1])
  c(exp(b), exp(b - qnorm(0.975) * se), exp(b + qnorm(0.975) * se), 2 * pnorm(-abs(b / se)))
}
welch <- function(a, b) {
  if (length(a) < least || length(b) < least) return(rep(NA, 5))
  if (spread(a) == 0 && spread(b) == 0) return(c(mean(a) - mean(b), rep(NA, 4)))
  t <- t.test(a, b)
  c(mean(a) - mean(b), t$conf.int[1], t$conf.int[2], sqrt(var(a) / length(a) + var(b) / length(b)), t$p.value)
}
ancova <- function(data, covariates) {
  data <- data[complete.cases(data[c('change', covariates)]), ]
  if (sum(data$first) < least || sum(!data$first) < least) return(rep(NA, 5))
  fit <- lm(reformulate(c('first', covariates), 'change'), data)
  if (any(is.na(coef(fit))) || fit$df.residual < 1) return(rep(NA, 5))
  line <- summary(fit)$coefficients['firstTRUE', ]
  if (sigma(fit) < 1e-9) return(rep(NA, 5))
  half <- qt(0.975, fit$df.residual) * line[2]
  c(line[1], line[1] - half, line[1] + half, line[2], line[4])
}
hedges <- function(a, b) {
  n1 <- length(a); n2 <- length(b)
  if (n1 < least || n2 < least || (spread(a) == 0 && spread(b) == 0)) return(c(NA, NA, NA))
  df <- n1 + n2 - 2
  d <- (mean(a) - mean(b)) / sqrt(((n1 - 1) * var(a) + (n2 - 1) * var(b)) / df)
  j <- 1 - 3 / (4 * df - 1)
  se <- j * sqrt((n1 + n2) / (n1 * n2) + d^2 / (2 * (n1 + n2)))
  j * d + c(0, -1, 1) * qnorm(0.975) * se
}

# --- one arm ---
check_mean <- function(arm, name, week, x) {
  m <- average(x)
  check(arm, '', paste0('n_', name), week, m$n)
  check(arm, '', paste0('mean_', name), week, m$mean[1], m$mean[2], m$mean[3])
  check(arm, '', paste0('sd_', name), week, m$sd)
  check(arm, '', paste0('median_', name), week, m$median[1], m$median[2], m$median[3])
}
check3 <- function(arm, versus, name, week, x) check(arm, versus, name, week, x[1], x[2], x[3])
check_arm <- function(arm) {
  all <- rows[rows$arm == arm, ]
  mine <- all[all$counted == 'counted', ]
  n <- nrow(mine)
  is_fate <- function(fate) sum(mine$fate == fate)
  count <- function(name, x, week = NA) check(arm, '', name, week, x)
  count('started', nrow(all))
  for (why in c('no_baseline', 'repeat_course', 'carry_over', 'filter'))
    count(paste0('left_out_', why), sum(all$counted == why))
  count('counted', n)
  for (fate in c('not_rated', 'responded', 'not_responded', 'too_early')) count(fate, is_fate(fate))
  count('dropped_out', sum(mine$dropped_out == 'yes'))
  count('ratings', sum(mine$ratings))
  for (mark in marks) count(paste0('marked_', mark), sum(mine[[paste0('marked_', mark)]]))
  for (week in weeks) {
    why <- mine[[paste0('week_', week, '_why')]]
    for (state in c('rated', 'stopped', 'not_yet_due', 'missed')) count(state, sum(why == state), week)
    count('left_early', sum(mine$dropped_out == 'yes' & mine$end_day <= 7 * week, na.rm = TRUE), week)
  }
  # shares
  unknown <- is_fate('not_rated') + is_fate('too_early')
  check3(arm, '', 'response', NA, wilson(is_fate('responded'), n))
  count('best_case', wilson(is_fate('responded') + unknown, n)[1])
  count('worst_case', wilson(is_fate('responded'), n)[1])
  for (week in c(2, 12)) {
    limit <- week * 7 * 86400
    yes <- sum(mine$response == 'event' & mine$response_upper_s <= limit, na.rm = TRUE)
    told <- sum((mine$response == 'event' & mine$response_upper_s <= limit) |
                (mine$response != 'excluded' & mine$response_lower_s >= limit), na.rm = TRUE)
    check3(arm, '', 'responded_by', week, wilson(yes, told))
  }
  # by the end of week 12's window, day 98; who is not assessable counts as without response
  asked <- sum(all$asked == 'yes')
  by <- sum(mine$response == 'event' & mine$response_upper_s < 99 * 86400, na.rm = TRUE)
  not_by <- sum(mine$response != 'excluded' & mine$response_lower_s >= 70 * 86400 &
                !(mine$response == 'event' & mine$response_upper_s < 99 * 86400), na.rm = TRUE)
  check3(arm, '', 'non_response', 12, wilson(asked - by, asked))
  count('not_assessable', asked - by - not_by, 12)
  count('recall_led', sum(mine$response == 'event' & mine$response_upper_s < recall * 86400, na.rm = TRUE))
  # change
  for (week in weeks) {
    change <- mine[[paste0('week_', week)]] - mine$baseline
    check_mean(arm, 'change', week, change)
    check_mean(arm, 'percent', week, -100 * change / (mine$baseline - lowest))
  }
  # times
  for (event in events) {
    table <- in_table(mine, event)
    count(paste0('n_', event), nrow(table))
    count(paste0('events_', event), sum(table$event))
    count(paste0('excluded_', event), n - nrow(table))
    fit <- if (nrow(table) >= least) curve(table)
    nothing <- c(NA, NA, NA)
    check3(arm, '', paste0('median_', event), NA, if (is.null(fit)) nothing else quantile_of(fit, 0.5))
    check3(arm, '', paste0('quartile_', event), NA, if (is.null(fit)) nothing else quantile_of(fit, 0.25))
    for (week in weeks)
      check3(arm, '', paste0('without_', event), week, if (is.null(fit)) nothing else without(fit, 7 * week))
  }
  # burden, access, cost
  months <- sum(mine$treated_days) / 30.4375
  count('effects', sum(mine$effects))
  count('patient_months', months)
  count('effects_per_ten_months', if (n >= least && months > 0) sum(mine$effects) / (months / 10) else NA)
  count('sessions', sum(mine$sessions))
  count('sessions_a_course', if (n >= least) sum(mine$sessions) / n else NA)
  check_mean(arm, 'failed', NA, mine$failed)
  check_mean(arm, 'gap_days', NA, mine$gap_days)
  check_mean(arm, 'wait_days', NA, mine$wait_days)
  check_mean(arm, 'cost', NA, mine$cost)
  priced <- mine[!is.na(mine$cost), ]
  responders <- sum(priced$fate == 'responded')
  in_response <- sum(priced$response_weeks, na.rm = TRUE)
  enough <- nrow(priced) >= least
  count('cost_sum', if (nrow(priced) > 0) sum(priced$cost) else NA)
  count('responders_with_cost', responders)
  count('cost_per_responder', if (enough && responders > 0) sum(priced$cost) / responders else NA)
  count('cost_per_response_week', if (enough && in_response > 0) sum(priced$cost) / in_response else NA)
}

# --- two arms ---
check_pair <- function(a, b) {
  counted <- rows[rows$counted == 'counted' & rows$arm %in% c(a, b), ]
  first <- counted$arm == a
  for (week in weeks) {
    change <- counted[[paste0('week_', week)]] - counted$baseline
    one <- change[first & !is.na(change)]; two <- change[!first & !is.na(change)]
    data <- data.frame(change, first, baseline = counted$baseline, age = counted$age, failed = counted$failed)
    contrasts <- list(difference = welch(one, two), adjusted_baseline = ancova(data, 'baseline'),
                      adjusted_full = ancova(data, c('baseline', 'age', 'failed')))
    for (name in names(contrasts)) {
      x <- unname(contrasts[[name]])
      check3(a, b, name, week, x)
      check(a, b, paste0('se_', name), week, x[4])
      check(a, b, paste0('p_', name), week, x[5])
    }
    check3(a, b, 'hedges_g', week, hedges(one, two))
  }
  # responded
  x <- c(sum(counted$fate[first] == 'responded'), sum(counted$fate[!first] == 'responded'))
  n <- c(sum(first), sum(!first))
  p <- wilson(x[1], n[1]); q <- wilson(x[2], n[2]); d <- p[1] - q[1]
  low <- d - sqrt((p[1] - p[2])^2 + (q[3] - q[1])^2)
  high <- d + sqrt((p[3] - p[1])^2 + (q[1] - q[2])^2)
  check(a, b, 'risk_difference', NA, d, low, high)
  crosses <- is.na(d) || low * high <= 0
  check(a, b, 'needed_to_treat', NA, 1 / d, if (crosses) NA else 1 / high, if (crosses) NA else 1 / low)
  check(a, b, 'fisher_p', NA, fisher.test(rbind(x, n - x))$p.value)
  # times
  for (event in events) {
    table <- in_table(counted, event)
    test <- logrank(table); ratio <- hazard(table, a)
    check(a, b, paste0('logrank_', event), NA, test[1])
    check(a, b, paste0('logrank_p_', event), NA, test[2])
    check3(a, b, paste0('hazard_ratio_', event), NA, ratio)
    check(a, b, paste0('hazard_p_', event), NA, ratio[4])
    one <- table[table$arm == a, ]; two <- table[table$arm == b, ]
    tau <- NA; x <- c(NA, NA, NA)
    if (nrow(one) >= least && nrow(two) >= least) {
      tau <- min(max(one$time), max(two$time))
      if (tau > 0) {
        r <- restricted(curve(one), tau); s <- restricted(curve(two), tau)
        half <- qnorm(0.975) * sqrt(r[2] + s[2])
        x <- r[1] - s[1] + c(0, -half, half)
      } else tau <- NA
    }
    check(a, b, paste0('restricted_to_', event), NA, tau)
    check3(a, b, paste0('restricted_difference_', event), NA, x)
  }
  # how alike they were before
  female <- ifelse(is.na(counted$sex) | counted$sex == '', NA, counted$sex == 'female')
  covariates <- list(failed = counted$failed, baseline = counted$baseline, age = counted$age, line = counted$line,
                     gap = counted$gap_days)
  shares <- list(female = as.numeric(female),
                 background = as.numeric(!is.na(counted$background) & counted$background != ''),
                 marked = ifelse(counted$ratings > 0, as.numeric(counted$marked == 'yes'), NA))
  for (key in c(names(covariates), names(shares))) {
    is_share <- key %in% names(shares)
    x <- if (is_share) shares[[key]] else covariates[[key]]
    one <- x[first]; two <- x[!first]
    m <- average(one); o <- average(two)
    v <- if (is_share) c(m$mean[1] * (1 - m$mean[1]), o$mean[1] * (1 - o$mean[1])) else c(m$sd, o$sd)^2
    size <- (m$mean[1] - o$mean[1]) / sqrt(sum(v) / 2)
    if (!is.na(sum(v)) && sum(v) == 0) size <- if (m$mean[1] == o$mean[1]) 0 else NA
    check(a, b, paste0('balance_', key), NA, size)
    check(a, b, paste0('balance_a_', key), NA, m$mean[1])
    check(a, b, paste0('balance_b_', key), NA, o$mean[1])
    check(a, b, paste0('balance_missing_a_', key), NA, sum(is.na(one)))
    check(a, b, paste0('balance_missing_b_', key), NA, sum(is.na(two)))
  }
}

# --- all ---
lowest <- given('floor')
recall <- given('recall_days')
reliable <- given('reliable_change')
arms <- unique(results$arm[results$arm != '' & results$versus == ''])
for (arm in arms) check_arm(arm)
drawn <- Filter(function(arm) sum(rows$arm == arm & rows$counted == 'counted') >= least, arms)
for (i in seq_along(drawn)) for (j in seq_along(drawn)) if (i < j) check_pair(drawn[i], drawn[j])
for (event in events) {
  test <- logrank(in_table(rows[rows$counted == 'counted' & rows$arm %in% drawn, ], event))
  check('', '', paste0('logrank_', event), NA, test[1])
  check('', '', paste0('logrank_p_', event), NA, test[2])
}
})
for (key in keys[!seen]) fault(key, 'was not recomputed')
if (faults > 0) {
  cat(faults, 'of', length(keys), 'numbers differ.\n')
  quit(status = 1)
}
cat('All numbers agree. Lines of results.csv recomputed:', length(keys), '\n')
