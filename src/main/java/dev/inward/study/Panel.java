package dev.inward.study;

/**
 * Who predicts in a comparison: both predictors as they are compared, and as they were before any
 * finetuning.
 *
 * @param trainingRows rows that self and cross were finetuned on; 0 if they were not
 * @param whyNotFramed why they are not asked about somebody else; empty where they are
 */
record Panel(
        Respondent self,
        Respondent cross,
        Respondent untrainedSelf,
        Respondent untrainedCross,
        int trainingRows,
        String whyNotFramed) {}
