# make-stats.R: awkward synthetic data and what R says of them, as one JSON document on standard output.
#
# Needs R with the packages survival, emmeans and jsonlite.  The document is committed (tests/data/stats/synthetic.json): the
# tests read it and need no R.  Nothing here is anybody's data.
suppressMessages({
  library(survival)
  library(emmeans)
  library(jsonlite)
})
set.seed(20240517)
RNGkind("Mersenne-Twister", "Inversion", "Rejection")

# ---- survival -------------------------------------------------------------------------------------------------------

probabilities <- c(0.1, 0.25, 0.5, 0.75, 0.9)

curve <- function(fit, taus) {
  s <- summary(fit, censored = TRUE)
  std <- fit$std.err * fit$surv
  list(n = unbox(fit$n), time = fit$time, n_risk = fit$n.risk, n_event = fit$n.event, n_censor = fit$n.censor,
       surv = fit$surv, std_err_greenwood = std, lower = fit$lower, upper = fit$upper,
       quantiles = lapply(quantile(fit, probabilities), unname),
       rmst = lapply(taus[taus >= min(fit$time)], function(tau) {  # R has no answer before the first time
         t <- summary(fit, rmean = tau)$table
         list(tau = unbox(tau), rmst = unbox(t[["rmean"]]), se = unbox(t[["se(rmean)"]]))
       }))
}

survival_set <- function(time, event, group = rep("a", length(time)), taus = NULL) {
  d <- data.frame(time = time, event = event, group = factor(group))
  k <- nlevels(d$group)
  last <- min(tapply(d$time, d$group, max))
  if (is.null(taus)) taus <- c(last, last * 0.6)
  out <- list(time = time, event = event, group = as.integer(d$group) - 1L, n_groups = unbox(k), curves = list())
  for (type in c("log-log", "log", "plain")) {
    fits <- c(list(survfit(Surv(time, event) ~ 1, d, conf.type = type)),
              lapply(levels(d$group), function(g)
                survfit(Surv(time, event) ~ 1, d[d$group == g, ], conf.type = type)))
    out$curves[[type]] <- lapply(fits, curve, taus)
  }
  if (k > 1) {
    lr <- survdiff(Surv(time, event) ~ group, d)
    out$logrank <- list(chisq = unbox(lr$chisq), df = unbox(sum(lr$exp > 0) - 1L), observed = lr$obs, expected = lr$exp,
                        variance = lr$var,
                        p = unbox(pchisq(lr$chisq, sum(lr$exp > 0) - 1, lower.tail = FALSE)))
    co <- suppressWarnings(coxph(Surv(time, event) ~ group, d, ties = "efron",
                                 control = coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 60)))
    sc <- summary(co)
    if (isTRUE(all(abs(coef(co)) < 10)))
      out$cox <- list(coef = unname(coef(co)), se = unname(sqrt(diag(vcov(co)))),
                      hr = unname(exp(coef(co))),
                      lower = unname(exp(confint(co))[, 1]), upper = unname(exp(confint(co))[, 2]),
                      p = unname(sc$coefficients[, "Pr(>|z|)"]),
                      score_chisq = unbox(sc$sctest[["test"]]), lr_chisq = unbox(sc$logtest[["test"]]))
  }
  out
}

random_set <- function(n, k, rate, censoring, digits) {
  group <- sample(letters[1:k], n, TRUE)
  t <- rexp(n, rate * (1 + 0.4 * match(group, letters)))
  c <- rexp(n, censoring)
  survival_set(round(pmin(t, c), digits), as.integer(t <= c), group)
}

survival <- list(
  four_groups_with_many_ties = random_set(200, 4, 0.02, 0.02, -1),
  two_groups_of_days = random_set(120, 2, 0.01, 0.008, 0),
  fractions_of_days = random_set(90, 3, 0.05, 0.03, 3),
  mostly_censored = random_set(150, 2, 0.002, 0.05, 0),
  six_hundred_in_five_groups = random_set(600, 5, 0.004, 0.003, 0),
  censored_before_any_event = survival_set(c(2, 3, 5, 8, 8, 13, 21, 1, 4, 6, 9, 12, 15, 30),
                                           c(0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 0, 1, 0), rep(c("a", "b"), each = 7)),
  one_half_over_an_interval = survival_set(c(1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9),
                                           c(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0),
                                           rep(c("a", "b"), c(8, 10))),
  ends_at_one_half = survival_set(c(1, 2, 3, 9, 10, 12, 1, 3, 5, 7, 9, 11), c(1, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 1),
                                  rep(c("a", "b"), each = 6)),
  everybody_has_the_event = survival_set(c(3, 5, 5, 7, 11, 11, 4, 6, 8, 10, 12, 14), rep(1, 12), rep(c("a", "b"), each = 6)),
  event_on_day_zero = survival_set(c(0, 0, 3, 5, 8, 9, 0.5, 2, 4, 8, 9, 12), c(1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1),
                                   rep(c("a", "b"), each = 6)),
  ties_but_for_rounding = survival_set(c(0.300000001, 0.3, 0.3, 0.7, 0.800000002, 0.8, 0.3, 0.5, 0.9, 1.1, 1.100000001, 1.3),
                                       c(1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0), rep(c("a", "b"), each = 6)),
  limits_that_rise_again = survival_set(c(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16),
                                        c(1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 1, 0), rep(c("a", "b"), 8)),
  a_group_leaves_before_the_first_event = survival_set(
    c(1, 1, 2, 2, 3, 6, 7, 8, 9, 10, 12, 5, 7, 8, 11, 13, 14), c(0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 0),
    rep(c("a", "b", "c"), c(5, 6, 6)), taus = c(2)),
  hazards_cross = survival_set(c(1, 2, 3, 30, 31, 32, 33, 10, 11, 12, 13, 14, 15, 16),
                               c(1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 0), rep(c("a", "b"), each = 7)))

# ---- means, ANCOVA, balance -----------------------------------------------------------------------------------------

mean_of <- function(x) {
  x <- x[!is.na(x)]
  ci <- t.test(x)$conf.int
  list(n = unbox(length(x)), mean = unbox(mean(x)), sd = unbox(sd(x)), lower = unbox(ci[1]), upper = unbox(ci[2]),
       q1 = unbox(quantile(x, 0.25)[[1]]), median = unbox(median(x)), q3 = unbox(quantile(x, 0.75)[[1]]))
}

pair_of <- function(x, y) {
  x <- x[!is.na(x)]; y <- y[!is.na(y)]
  w <- t.test(x, y)
  df <- length(x) + length(y) - 2
  sp <- sqrt(((length(x) - 1) * var(x) + (length(y) - 1) * var(y)) / df)
  d <- (mean(x) - mean(y)) / sp
  list(diff = unbox(mean(x) - mean(y)), t = unbox(w$statistic[[1]]), df = unbox(w$parameter[[1]]), p = unbox(w$p.value),
       lower = unbox(w$conf.int[1]), upper = unbox(w$conf.int[2]), pooled_sd = unbox(sp), d = unbox(d),
       g_exact = unbox(d * exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)),
       g_approx = unbox(d * (1 - 3 / (4 * df - 1))),
       smd = unbox((mean(x) - mean(y)) / sqrt((var(x) + var(y)) / 2)))
}

means_set <- function(d, formula, covariates) {
  d$group <- factor(d$group)
  groups <- split(d$value, d$group)
  k <- nlevels(d$group)
  m <- lm(formula, d)
  em <- as.data.frame(emmeans(m, "group"))
  pr <- as.data.frame(summary(pairs(emmeans(m, "group"), adjust = "none"), infer = TRUE))
  without <- lm(update(formula, . ~ . - group), d[complete.cases(d), ])
  a <- anova(without, m)
  list(value = d$value, group = as.integer(d$group) - 1L, n_groups = unbox(k),
       covariates = lapply(covariates, function(n) d[[n]]),
       factor = if ("setting" %in% names(d)) as.integer(d$setting) - 1L else list(),
       groups = lapply(groups, mean_of) |> unname(),
       pairs = apply(combn(k, 2), 2, function(ij) pair_of(groups[[ij[1]]], groups[[ij[2]]]), simplify = FALSE),
       ancova = list(df = unbox(m$df.residual), sigma = unbox(sigma(m)), r2 = unbox(summary(m)$r.squared),
                     f = unbox(a$F[2]), f_p = unbox(a[["Pr(>F)"]][2]),
                     slopes = unname(coef(m)[covariates]),
                     slope_se = unname(summary(m)$coefficients[covariates, "Std. Error"]),
                     mean = em$emmean, mean_se = em$SE, mean_lower = em$lower.CL, mean_upper = em$upper.CL,
                     diff = pr$estimate, se = pr$SE, lower = pr$lower.CL, upper = pr$upper.CL, t = pr$t.ratio,
                     p = pr$p.value))
}

course_data <- function(n, k, holes) {
  d <- data.frame(group = sample(letters[1:k], n, TRUE), baseline = round(rnorm(n, 27, 4)), age = round(runif(n, 18, 70)))
  d$value <- round(0.6 * d$baseline - 3 * (d$group == "a") + 0.05 * d$age + rnorm(n, 0, 5), 1)
  d$value[sample(n, holes)] <- NA
  d
}
small <- data.frame(group = rep(c("a", "b"), each = 5), baseline = c(28, 26, 31, 24, 27, 27, 25, 30, 26, 28),
                    value = c(17, 20, 15, 22, 14, 21, 18, 24, 25, 19))
wide <- course_data(40, 2, 0)
wide$baseline <- wide$baseline + 1000
factored <- course_data(130, 3, 9)
factored$setting <- factor(sample(c("home", "ward", "day"), 130, TRUE))
factored$value <- factored$value + 2 * (factored$setting == "ward")

means <- list(
  five_in_each_group = means_set(small, value ~ baseline + group, "baseline"),
  two_groups_with_holes = means_set(course_data(60, 2, 7), value ~ baseline + group, "baseline"),
  four_groups_two_covariates = means_set(course_data(200, 4, 11), value ~ baseline + age + group, c("baseline", "age")),
  far_from_zero = means_set(wide, value ~ baseline + group, "baseline"),
  with_a_factor = means_set(factored, value ~ baseline + age + group + setting, c("baseline", "age")))

# ---- proportions ----------------------------------------------------------------------------------------------------

proportion_set <- function(x1, n1, x2, n2) {
  w1 <- suppressWarnings(prop.test(x1, n1, correct = FALSE)$conf.int)
  w2 <- suppressWarnings(prop.test(x2, n2, correct = FALSE)$conf.int)
  p1 <- x1 / n1; p2 <- x2 / n2
  list(x = c(x1, x2), n = c(n1, n2), wilson1 = as.numeric(w1), wilson2 = as.numeric(w2), diff = unbox(p1 - p2),
       lower = unbox(p1 - p2 - sqrt((p1 - w1[1])^2 + (w2[2] - p2)^2)),
       upper = unbox(p1 - p2 + sqrt((w1[2] - p1)^2 + (p2 - w2[1])^2)),
       fisher_p = unbox(fisher.test(rbind(c(x1, n1 - x1), c(x2, n2 - x2)))$p.value))
}
proportions <- list(
  proportion_set(12, 20, 7, 22), proportion_set(0, 10, 0, 12), proportion_set(0, 10, 5, 10),
  proportion_set(10, 10, 3, 9), proportion_set(5, 5, 0, 5), proportion_set(1, 100, 2, 50),
  proportion_set(50, 100, 50, 100), proportion_set(480, 1000, 395, 900), proportion_set(7, 13, 7, 13),
  proportion_set(30000, 60000, 20100, 41000), proportion_set(3, 1000, 19, 1100))

# ---- weights --------------------------------------------------------------------------------------------------------

weights_set <- function(n) {
  d <- data.frame(age = round(runif(n, 18, 70)), failed = rpois(n, 2))
  d$arm <- rbinom(n, 1, plogis(-1.2 + 0.5 * d$failed))
  d$value <- round(20 + d$failed + 3 * d$arm + rnorm(n, 0, 4), 1)
  e <- unname(fitted(glm(arm ~ age + failed, binomial, d, control = glm.control(epsilon = 1e-14, maxit = 100))))
  share <- mean(d$arm)
  w <- ifelse(d$arm == 1, share / e, (1 - share) / (1 - e))
  cut <- quantile(w, c(0.01, 0.99))
  w <- pmin(pmax(w, cut[1]), cut[2])
  one <- function(x, a) {
    i <- d$arm == a
    m <- weighted.mean(x[i], w[i])
    list(mean = m, var = sum(w[i]) / (sum(w[i])^2 - sum(w[i]^2)) * sum(w[i] * (x[i] - m)^2),
         error = sum(w[i]^2 * (x[i] - m)^2) / sum(w[i])^2)
  }
  smd <- function(x) (one(x, 1)$mean - one(x, 0)$mean) / sqrt((one(x, 1)$var + one(x, 0)$var) / 2)
  list(arm = d$arm, covariates = list(d$age, d$failed), value = d$value, scores = e, weights = w,
       effective_n = c(sum(w[d$arm == 0])^2 / sum(w[d$arm == 0]^2), sum(w[d$arm == 1])^2 / sum(w[d$arm == 1]^2)),
       smd = c(smd(d$age), smd(d$failed)), diff = unbox(one(d$value, 1)$mean - one(d$value, 0)$mean),
       se = unbox(sqrt(one(d$value, 1)$error + one(d$value, 0)$error)))
}
weights <- weights_set(160)

# ---- out ------------------------------------------------------------------------------------------------------------

cat(toJSON(list(made_with = unbox(paste(R.version.string, "survival", packageVersion("survival"), "emmeans",
                                        packageVersion("emmeans"))),
                survival = survival, means = means, proportions = proportions, weights = weights),
           digits = I(17), na = "null", null = "null", always_decimal = FALSE, pretty = FALSE), "\n")
